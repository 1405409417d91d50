/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceRecorderTest {

  @TempDir Path folder;

  @Test
  void memoryHoldsNoMoreThanItsLimitAndTheFileHoldsAll() throws IOException {
    Path path = folder.resolve("long.jsonl");
    int limit = 100;
    TraceRecorder recorder = TraceRecorder.toFile(TraceFixture.header(), limit, path);
    for (int step = 0; step < 1000; step++) {
      recorder.add(TraceFixture.measurement(step));
      assertTrue(recorder.snapshot().measurements().size() <= limit);
    }
    List<Long> kept = TraceFixture.steps(recorder.snapshot());
    assertEquals(0, kept.get(0));
    assertEquals(999, kept.get(kept.size() - 1));
    assertTrue(kept.size() > limit / 2);
    List<Long> recent = kept.subList(kept.size() - limit / 4, kept.size());
    assertEquals(
        limit / 4 - 1, recent.get(recent.size() - 1) - recent.get(0), "the last are dense");
    assertEquals(1000, TrainingTrace.read(path).measurements().size());
    assertEquals(List.of(), TrainingTrace.read(path).events());
  }

  @Test
  void thinningIsSaidInOneEvent() {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 8);
    for (int step = 0; step < 9; step++) {
      assertEquals(List.of(), recorder.snapshot().events());
      recorder.add(TraceFixture.measurement(step));
    }
    assertEquals(List.of(0L, 2L, 4L, 5L, 6L, 7L, 8L), TraceFixture.steps(recorder.snapshot()));
    assertEquals(
        List.of(
            new TraceEvent(
                8,
                TraceEvent.Kind.THINNED,
                "Memory holds at most 8 measurements: 2 older ones before step 4 are left out.",
                Map.of("limit", 8, "dropped", 2, "denseFrom", 4))),
        recorder.snapshot().events());
  }

  @Test
  void thinningKeepsEveryEventAndTheNeighboursOfSpikes() {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 64);
    for (int step = 0; step < 2000; step++) {
      recorder.add(TraceFixture.measurement(step));
      recorder.add(TraceEvent.of(step, TraceEvent.Kind.NOTE, "note"));
      if (step == 41) {
        recorder.add(TraceFixture.spike(41));
      }
    }
    TrainingTrace trace = recorder.snapshot();
    assertEquals(2000, trace.events(TraceEvent.Kind.NOTE).size());
    assertTrue(TraceFixture.steps(trace).containsAll(List.of(40L, 41L, 42L)));
  }

  @Test
  void theLimitHoldsEvenIfThereIsASpikeAtEveryStep() {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 64);
    for (int step = 0; step < 1000; step++) {
      recorder.add(TraceFixture.measurement(step));
      recorder.add(TraceFixture.spike(step));
      assertTrue(recorder.snapshot().measurements().size() <= 64);
    }
    assertEquals(1000, recorder.snapshot().events(TraceEvent.Kind.SPIKE).size());
  }

  @Test
  void aSnapshotDoesNotChange() {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 10);
    recorder.add(TraceFixture.measurement(1));
    TrainingTrace before = recorder.snapshot();
    recorder.add(TraceFixture.measurement(2));
    recorder.add(TraceFixture.spike(2));
    recorder.finish(1, 2, "done", Map.of());
    assertEquals(List.of(1L), TraceFixture.steps(before));
    assertEquals(List.of(), before.events());
    assertTrue(before.footer().isEmpty());
    assertThrows(UnsupportedOperationException.class, () -> before.measurements().clear());
    assertThrows(UnsupportedOperationException.class, () -> before.events().clear());
    assertThrows(UnsupportedOperationException.class, () -> before.warnings().clear());
    assertThrows(UnsupportedOperationException.class, () -> before.unknownQuantities().clear());
    before.series(Quantity.PROBE_LOSS).values()[0] = -1;
    assertArrayEquals(new double[] {0.5}, before.series(Quantity.PROBE_LOSS).values());
  }

  @Test
  void aSeriesHasTheStepsAtWhichTheEntryWasMeasured() {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 10);
    Quantity list = Quantity.PROBE_NTK_EIGENVALUES;
    recorder.add(Measurement.at(1, 0).put(list, new double[] {5, 3}).build());
    recorder.add(TraceFixture.measurement(2));
    recorder.add(Measurement.at(3, 0).put(list, new double[] {4}).build());
    recorder.add(Measurement.at(4, 0).put(list, new double[0]).build());
    TrainingTrace trace = recorder.snapshot();
    assertEquals(new Series(new long[] {1, 3}, new double[] {5, 4}), trace.series(list));
    assertEquals(new Series(new long[] {1}, new double[] {3}), trace.series(list, 1));
    assertTrue(trace.series(Quantity.SHARPNESS).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> trace.series(list, -1));
  }

  @Test
  void theFooterCountsWhatWasRecorded() {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 4);
    for (int step = 0; step < 20; step++) {
      recorder.add(TraceFixture.measurement(step));
    }
    recorder.add(TraceFixture.spike(25));
    recorder.finish(1, 10, "done", Map.of("catapults", 1));
    TraceFooter footer = recorder.snapshot().footer().orElseThrow();
    assertEquals(20, footer.measurements());
    assertEquals(1, footer.events());
    assertEquals(25, footer.lastStep());
    assertEquals(Map.of("catapults", 1L), footer.summary());
    String message =
        assertThrows(IllegalStateException.class, () -> recorder.add(TraceFixture.measurement(26)))
            .getMessage();
    assertTrue(message.contains("found one finished with 'done'"), message);
  }

  @Test
  void aFaultOfTheFileIsReportedOnceAndMemoryGoesOn() {
    FullDisk disk = new FullDisk();
    TraceRecorder recorder =
        new TraceRecorder(TraceFixture.header(), 10, new TraceFile(disk, null));
    Measurement first = TraceFixture.measurement(1);
    UncheckedIOException fault =
        assertThrows(UncheckedIOException.class, () -> recorder.add(first));
    assertEquals(
        "The trace file cannot be written, the trace goes on in memory alone: no space left",
        fault.getMessage());
    assertTrue(disk.closed);
    recorder.add(TraceFixture.measurement(2));
    recorder.add(TraceFixture.spike(2));
    recorder.finish(1, 2, "done", Map.of());
    assertEquals(List.of(1L, 2L), TraceFixture.steps(recorder.snapshot()));
    assertEquals(1, recorder.snapshot().events().size());
  }

  @Test
  void aLimitBelowFourIsAnErrorThatLeavesTheFileAlone() {
    Path path = folder.resolve("none.jsonl");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> TraceRecorder.toFile(TraceFixture.header(), 3, path))
            .getMessage();
    assertEquals(
        "Expected a limit of at least 4 measurements; found 3. Remedy: raise the limit; the default"
            + " is 100000.",
        message);
    assertTrue(Files.notExists(path));
  }

  @Test
  void anotherThreadMayTakeSnapshotsWhileTrainingGoesOn() throws Exception {
    TraceRecorder recorder = TraceRecorder.inMemory(TraceFixture.header(), 200);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> training =
        CompletableFuture.runAsync(
            () -> {
              for (int step = 0; step < 20_000; step++) {
                recorder.add(TraceFixture.measurement(step));
                if (step % 100 == 0) {
                  recorder.add(TraceFixture.spike(step));
                }
                begun.countDown();
              }
            });
    begun.await();
    long seen = 0;
    while (!training.isDone()) {
      List<Long> steps = TraceFixture.steps(recorder.snapshot());
      long last = steps.get(steps.size() - 1);
      assertTrue(last >= seen, "a later snapshot knows no less");
      assertEquals(steps.stream().sorted().distinct().toList(), steps);
      seen = last;
    }
    training.get();
    assertEquals(200, recorder.snapshot().events(TraceEvent.Kind.SPIKE).size());
  }

  /** Takes nothing. */
  private static final class FullDisk extends OutputStream {
    private boolean closed;

    @Override
    public void write(int b) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
