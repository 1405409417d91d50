/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.tracker.Tracker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counting around trackers of all kinds. */
class CountingTrackerTest {

  @Test
  void theInnerTrackerIsAskedOnceForEachUpdate() {
    int[] calls = new int[1];
    Tracker inner = update -> ++calls[0];
    CountingTracker tracker = CountingTracker.of(inner);

    assertEquals(1f, tracker.getNewValue("first", 1));
    assertEquals(1f, tracker.getNewValue("second", 1));
    assertEquals(2f, tracker.getNewValue("first", 2));
    assertEquals(2, calls[0]);
  }

  @Test
  void catapultsAreCountedByStep() {
    CountingTracker tracker = CountingTracker.of(Tracker.fixed(1));
    tracker.onCatapult(5);
    tracker.onCatapult(9);

    assertEquals(2, tracker.catapults());
    assertEquals(List.of(5L, 9L), tracker.steps());
    assertEquals(0, tracker.catapultsBefore(5));
    assertEquals(1, tracker.catapultsBefore(9));
    assertEquals(2, tracker.catapultsBefore(10));
  }

  @Test
  void anInnerTrackerThatCountsHearsOfThemToo() {
    CycleTracker cycles =
        CycleTracker.builder().setBaseRate(1).setPeakRate(2).setStepsUp(2).build();

    CountingTracker.of(cycles).onCatapult(4);

    assertEquals(1, cycles.catapults(1));
  }

  @Test
  void anInnerTrackerThatMeasuresIsServedAsIfItWereAlone() {
    CountingTracker tracker =
        CountingTracker.of(CriticalRateTracker.builder().setCatapults(1).build());

    assertTrue(tracker.needs(0).contains(Need.CRITICAL_RATE));
    tracker.observe(new Observation(0, 2, 6, 16, Double.NaN, Double.NaN));
    assertEquals(9f, tracker.getNewValue(1));
    assertEquals(WeightAction.NONE, tracker.weightAction());
    assertEquals(1, tracker.takeDecisions().size());
    assertEquals("CriticalRateTracker", tracker.describe().parameters().get("inner"));
  }

  @Test
  void anInnerTrackerOfAnyKindNeedsNothing() {
    CountingTracker tracker = CountingTracker.of(Tracker.fixed(1));

    assertTrue(tracker.needs(0).isEmpty());
    assertTrue(tracker.takeDecisions().isEmpty());
    assertEquals("FixedTracker", tracker.describe().parameters().get("inner"));
  }
}
