/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.training.tracker.CyclicalTracker.CyclicalMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cycles against the formulas of Smith (2017), and the catapults of each. */
class CycleTrackerTest {

  /** A few roundings of rates up to 5. */
  private static final float FLOATS = 1e-5f;

  private static CycleTracker.Builder cycles() {
    return CycleTracker.builder().setBaseRate(1).setPeakRate(5).setStepsUp(4);
  }

  private static float at(CycleTracker tracker, int iteration) {
    return tracker.getNewValue("weight", iteration + 1);
  }

  /** Smith's triangular policy with equal halves: base + (peak - base) max(0, 1 - |x|). */
  private static double smith(int t, int half, double scale) {
    double cycle = Math.floor(1 + t / (2.0 * half));
    double x = Math.abs(t / (double) half - 2 * cycle + 1);
    return 1 + 4 * Math.max(0, 1 - x) * scale;
  }

  @Test
  void triangularIsSmiths() {
    CycleTracker tracker = cycles().build();
    for (int t = 0; t < 40; t++) {
      assertEquals(smith(t, 4, 1), at(tracker, t), FLOATS, "iteration " + t);
    }
  }

  @Test
  void triangular2HalvesTheHeightWithEachCycle() {
    CycleTracker tracker = cycles().optMode(CyclicalMode.TRIANGULAR2).build();
    for (int t = 0; t < 40; t++) {
      assertEquals(
          smith(t, 4, Math.pow(0.5, Math.floorDiv(t, 8))),
          at(tracker, t),
          FLOATS,
          "iteration " + t);
    }
  }

  @Test
  void expRangeScalesTheHeightByGammaToTheIteration() {
    CycleTracker tracker = cycles().optMode(CyclicalMode.EXP_RANGE).optGamma(0.9f).build();
    for (int t = 0; t < 40; t++) {
      assertEquals(smith(t, 4, Math.pow(0.9, t)), at(tracker, t), FLOATS, "iteration " + t);
    }
  }

  @Test
  void theWayDownMayHaveAnotherLength() {
    CycleTracker tracker = cycles().optStepsDown(2).build();

    assertEquals(5f, at(tracker, 4), FLOATS);
    assertEquals(3f, at(tracker, 5), FLOATS);
    assertEquals(1f, at(tracker, 6), FLOATS);
    assertEquals(1, tracker.cycle(6));
  }

  @Test
  void catapultsAreCountedInTheirCycle() {
    CycleTracker tracker = cycles().build();
    tracker.onCatapult(3);
    tracker.onCatapult(7);
    tracker.onCatapult(16);

    assertEquals(2, tracker.catapults(0));
    assertEquals(0, tracker.catapults(1));
    assertEquals(1, tracker.catapults(2));
    assertEquals(Map.of(0L, 2, 2L, 1), tracker.catapultsByCycle());
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> CycleTracker.builder().setBaseRate(2).setPeakRate(1).optGamma(0).build());
    assertEquals(
        "Cannot build CycleTracker. peakRate: expected a finite rate of at least the base rate 2.0,"
            + " found 1.0; call setPeakRate. stepsUp: expected at least 1, found 0; call"
            + " setStepsUp. gamma: expected in (0, 1], found 0.0; 1 is no decay.",
        e.getMessage());
  }

  @Test
  void itsSettingsAreDescribed() {
    assertEquals(
        "Component[name=CycleTracker, parameters={baseRate=1.0, peakRate=5.0, stepsUp=4,"
            + " stepsDown=4, mode=TRIANGULAR, gamma=1.0}]",
        cycles().build().describe().toString());
  }
}
