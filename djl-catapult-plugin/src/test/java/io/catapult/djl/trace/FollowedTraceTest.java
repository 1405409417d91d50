/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A reader that follows a recording by a cursor knows what the recording holds. */
class FollowedTraceTest {

  private static TraceRecorder recorder(int limit) {
    return TraceRecorder.inMemory(TraceFixture.header(), limit);
  }

  private static List<Long> steps(TraceUpdate update) {
    return update.measurements().stream().map(Measurement::step).toList();
  }

  @Test
  void aReaderIsToldWhatIsNewAndNothingTwice() {
    TraceRecorder recorder = recorder(100);
    assertTrue(recorder.since(0).isEmpty());
    recorder.add(TraceFixture.measurement(1));
    recorder.add(TraceFixture.spike(1));
    recorder.add(TraceFixture.measurement(2));
    TraceUpdate first = recorder.since(0);
    assertTrue(first.isComplete());
    assertEquals(List.of(1L, 2L), steps(first));
    assertEquals(List.of(TraceFixture.spike(1)), first.events());
    assertTrue(recorder.since(first.cursor()).isEmpty());
    recorder.add(TraceFixture.measurement(3));
    FeatureSnapshot agop = TraceFixture.agop(3, FeatureSnapshot.Origin.MODEL);
    recorder.add(agop);
    assertEquals(List.of(3L), steps(recorder.since(first.cursor())));
    assertEquals(List.of(agop), recorder.since(first.cursor()).features());
  }

  @Test
  void aReaderThatBeginsWithTheWholeGoesOnFromThere() {
    TraceRecorder recorder = recorder(100);
    recorder.add(TraceFixture.measurement(1));
    recorder.add(TraceFixture.spike(1));
    TraceAt now = recorder.now();
    recorder.add(TraceFixture.measurement(2));
    assertEquals(List.of(1L), TraceFixture.steps(now.trace()));
    assertEquals(List.of(2L), steps(recorder.since(now.cursor())));
    assertEquals(List.of(), recorder.since(now.cursor()).events());
  }

  @Test
  void aSecondMeasurementOfAStepComesJoinedWithTheFirst() {
    TraceRecorder recorder = recorder(100);
    recorder.add(TraceFixture.measurement(1));
    long cursor = recorder.now().cursor();
    recorder.add(Measurement.at(1, 0).put(Quantity.SHARPNESS, 7).build());
    assertEquals(recorder.snapshot().measurements(), recorder.since(cursor).measurements());
  }

  @Test
  void whereMemoryWasThinnedNobodyGoesOn() {
    TraceRecorder recorder = recorder(8);
    for (int step = 0; step < 8; step++) {
      recorder.add(TraceFixture.measurement(step));
    }
    long before = recorder.now().cursor();
    recorder.add(TraceFixture.measurement(8));
    TraceUpdate broken = recorder.since(before);
    assertFalse(broken.isComplete());
    assertFalse(broken.isEmpty());
    recorder.add(TraceFixture.measurement(9));
    assertEquals(List.of(9L), steps(recorder.since(broken.cursor())));
    assertFalse(recorder.since(0).isComplete());
  }

  @Test
  void whoIsTooFarBehindOrElsewhereBeginsAnew() {
    TraceRecorder recorder = recorder(100_000);
    for (int step = 0; step <= RecentAdditions.LIMIT; step++) {
      recorder.add(TraceFixture.measurement(step));
    }
    assertFalse(recorder.since(0).isComplete());
    assertEquals(RecentAdditions.LIMIT, recorder.since(1).measurements().size());
    assertFalse(recorder.since(RecentAdditions.LIMIT + 2).isComplete());
    assertFalse(recorder.since(-1).isComplete());
  }

  @Test
  void theEndChangesNoCursor() {
    TraceRecorder recorder = recorder(100);
    recorder.add(TraceFixture.measurement(1));
    long cursor = recorder.now().cursor();
    recorder.finish(1, 2, "done", Map.of());
    assertTrue(recorder.since(cursor).isEmpty());
    assertTrue(recorder.now().trace().footer().isPresent());
  }

  /** Where a reader is sent back it takes the whole; else it adds what is new. */
  @Test
  void aFollowerKnowsAtTheEndWhatMemoryHolds() throws Exception {
    TraceRecorder recorder = recorder(2_000);
    CompletableFuture<Void> training =
        CompletableFuture.runAsync(
            () -> {
              for (int step = 0; step < 20_000; step++) {
                recorder.add(TraceFixture.measurement(step));
                if (step % 100 == 0) {
                  recorder.add(TraceFixture.spike(step));
                }
              }
            });
    TreeMap<Long, Measurement> known = new TreeMap<>();
    List<TraceEvent> events = new ArrayList<>();
    long cursor = 0;
    boolean isLast;
    do {
      isLast = training.isDone();
      TraceUpdate update = recorder.since(cursor);
      if (update.isComplete()) {
        update.measurements().forEach(m -> known.put(m.step(), m));
        events.addAll(update.events());
        cursor = update.cursor();
      } else {
        TraceAt now = recorder.now();
        known.clear();
        now.trace().measurements().forEach(m -> known.put(m.step(), m));
        events.clear();
        events.addAll(now.trace().events(TraceEvent.Kind.SPIKE));
        cursor = now.cursor();
      }
    } while (!isLast);
    training.get();
    assertEquals(recorder.snapshot().measurements(), List.copyOf(known.values()));
    assertEquals(recorder.snapshot().events(TraceEvent.Kind.SPIKE), events);
  }
}
