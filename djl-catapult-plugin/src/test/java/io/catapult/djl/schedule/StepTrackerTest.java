/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Rates at exact iterations. */
class StepTrackerTest {

  private static StepTracker.Builder papers() {
    return StepTracker.builder().setStart(6).addStep(15, 10).addStep(60, 15);
  }

  /** The rate of iteration t is that of the update after it. */
  private static float at(StepTracker tracker, int iteration) {
    return tracker.getNewValue("weight", iteration + 1);
  }

  @Test
  void aStepIsInForceFromItsIterationOn() {
    StepTracker tracker = papers().build();

    assertEquals(6f, at(tracker, 0));
    assertEquals(6f, at(tracker, 14));
    assertEquals(10f, at(tracker, 15));
    assertEquals(10f, at(tracker, 59));
    assertEquals(15f, at(tracker, 60));
    assertEquals(15f, at(tracker, 100_000));
    assertEquals(10f, at(tracker, 15), "asked again, the same");
  }

  @Test
  void aRateDecaysAfterItsWaitDownToItsFloor() {
    StepTracker tracker = papers().optDecay(0.5, 0.2).optDecayAfter(3).build();

    assertEquals(6f, at(tracker, 10), "the first rate does not decay");
    assertEquals(10f, at(tracker, 18));
    assertEquals(5f, at(tracker, 19));
    assertEquals(2.5f, at(tracker, 20));
    assertEquals(2f, at(tracker, 21), 1e-6f);
    assertEquals(15f, at(tracker, 60));
    assertEquals(7.5f, at(tracker, 64));
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> StepTracker.builder().addStep(15, 10).addStep(15, -1).optDecay(2, -1).build());
    assertEquals(
        "Cannot build StepTracker. start: expected a finite rate above 0, found NaN; call setStart."
            + " step 1: expected an iteration after 15, found 15; add the steps in ascending order,"
            + " the first after iteration 0. step 1: expected a finite rate above 0, found -1.0; a"
            + " rate that training can use. decay: expected in (0, 1], found 2.0; 1 is no decay."
            + " decay floor: expected in [0, 1], found -1.0; 0 is none.",
        e.getMessage());
  }

  @Test
  void itsSettingsAreDescribed() {
    assertEquals(
        "[0, 15, 60] [6.0, 10.0, 15.0]",
        papers().build().describe().parameters().get("iterations")
            + " "
            + papers().build().describe().parameters().get("rates"));
  }
}
