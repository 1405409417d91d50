/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule of the control law, on observations written by hand. */
class CriticalRateDecisionsTest {

  private static final double TIGHT = 1e-12;

  private CriticalRateControl control;

  private static ControlSettings settings(int catapults, boolean keepWeights) {
    return new ControlSettings(catapults, 1.5, 0.7, 0, 1e4, 30, keepWeights, false);
  }

  private void begin(ControlSettings settings) {
    control = new CriticalRateControl(settings);
  }

  private double observe(long step, double loss, double critical) {
    control.observe(new Observation(step, loss, critical, 100 / critical, Double.NaN, Double.NaN));
    return control.rate();
  }

  private String lastWords() {
    List<Decision> decisions = control.takeDecisions();
    return decisions.isEmpty() ? "" : decisions.get(decisions.size() - 1).words();
  }

  @Test
  void aRaiseIsToldWithItsEvidence() {
    begin(settings(3, false));

    assertEquals(9, observe(0, 2, 6), TIGHT);

    Decision decision = control.takeDecisions().get(0);
    assertEquals(0, decision.step());
    assertEquals(
        "Raised to 9.00, 1.50 times the critical rate, for catapult 1 of 3", decision.words());
    assertEquals(
        "{loss=2.0, criticalRate=6.0, kernelNorm=" + 100.0 / 6 + ", rate=9.0}",
        decision.evidence().toString());
    assertTrue(control.takeDecisions().isEmpty(), "taken decisions are gone");
  }

  @Test
  void aCatapultThatComesDownByItselfIsCountedAndTold() {
    begin(settings(2, false));
    observe(0, 2, 6);
    assertEquals(9, observe(1, 1, 6), TIGHT);
    assertEquals(9, observe(2, 400, 7), TIGHT);
    control.takeDecisions();

    assertEquals(0.7 * 20, observe(3, 1.02, 20), TIGHT);

    assertEquals(1, control.catapults());
    assertEquals(
        "Catapult 1 of 2 is over: from 1.00 the loss rose to 400 and came back in 1 updates;"
            + " critical rate 6.00 to 20.0, kernel norm 16.7 to 5.00; now at 14.0",
        lastWords());
    assertEquals(1.5 * 20, observe(4, 1, 20), TIGHT);
  }

  @Test
  void itBacksOffWhenTheNetworkSharpensWhileTheLossIsHigh() {
    begin(settings(1, false));
    observe(0, 2, 6);
    assertEquals(9, observe(1, 50, 5.5), TIGHT);

    assertEquals(0.8 * 5, observe(2, 90, 5), TIGHT);
    assertEquals("Backed off to 4.00: the critical rate fell from 6.00 to 5.00", lastWords());
    assertEquals(0.8 * 3, observe(3, 95, 3), TIGHT);
  }

  @Test
  void itBacksOffWhenTheLossPassesTheBound() {
    begin(settings(1, false));
    observe(0, 2, 6);

    assertEquals(0.8 * 6, observe(1, 20_001, 6), TIGHT);
    assertEquals("Backed off to 4.80: the loss 2.00e+04 passed the bound 2.00e+04", lastWords());
  }

  @Test
  void itBacksOffWhenTheLossDoesNotComeBack() {
    begin(settings(1, false));
    observe(0, 2, 6);
    for (int t = 1; t <= 101; t++) {
      assertEquals(9, observe(t, 50, 6), TIGHT);
    }

    assertEquals(0.8 * 6, observe(102, 50, 6), TIGHT);
    assertEquals("Backed off to 4.80: the loss has not come back in 100 updates", lastWords());
  }

  @Test
  void aLossThatNeverComesBackIsNotWaitedForForever() {
    begin(settings(1, false));
    observe(0, 2, 6);
    observe(1, 50, 5);
    for (int t = 2; t <= 200; t++) {
      assertEquals(4, observe(t, 50, 5), TIGHT);
    }

    assertEquals(3.5, observe(201, 50, 5), TIGHT);

    assertEquals(0, control.catapults());
    assertEquals(
        "Stopped waiting for the loss to come back; goes on below the critical rate", lastWords());
    assertEquals(1.35 * 5, observe(202, 50, 5), TIGHT, "the next raise is gentler");
  }

  @Test
  void withoutARiseItRaisesFurtherAndGivesUpAtFourTimes() {
    begin(settings(1, false));
    double rate = observe(0, 2, 6);
    for (int t = 1; t < 30; t++) {
      assertEquals(rate, observe(t, 2, 6), TIGHT);
    }
    assertEquals(9 * 1.1, observe(30, 2, 6), TIGHT);
    assertEquals("Raised further to 9.90: no rise in 30 updates", lastWords());
    int t = 31;
    while (control.rate() > 6) {
      assertTrue(observe(t++, 2, 6) <= 24, "never above four times");
    }
    assertEquals(
        "Gave up and lowered to 4.20: no rise at 4.00 times the critical rate", lastWords());
    assertEquals(4.2, observe(t, 2, 6), TIGHT, "it does not raise again");
  }

  @Test
  void aFailedMeasurementLowersTheRateAndIsNeverReckonedWith() {
    begin(settings(1, false));
    observe(0, 2, 6);

    assertEquals(4.2, observe(1, 2, Double.NaN), TIGHT);
    assertEquals("Lowered to 4.20: the critical rate could not be measured", lastWords());
    assertEquals(2.1, observe(2, Double.NaN, 1e9), TIGHT);
    assertEquals(1.05, observe(3, 2, 0), TIGHT);
    assertEquals(0.7 * 5, observe(4, 2, 5), TIGHT);
    assertEquals("Stays below the critical rate after the failed measurement", lastWords());
  }

  @Test
  void beforeTheFirstMeasurementTheRateIsZero() {
    begin(settings(1, false));

    assertEquals(0, observe(0, Double.NaN, Double.NaN), TIGHT);
    assertEquals(0, observe(1, Double.NaN, Double.NaN), TIGHT);
    assertEquals(9, observe(2, 2, 6), TIGHT);
  }

  @Test
  void weightsAreKeptAtTheRaiseAndPutBackBeforeAHopelessDivergence() {
    begin(settings(1, true));
    observe(0, 2, 6);
    assertEquals(WeightAction.KEEP, control.weightAction());
    observe(1, 1e7, 5);
    assertEquals(WeightAction.NONE, control.weightAction());
    control.takeDecisions();

    assertEquals(4.2, observe(2, Double.POSITIVE_INFINITY, Double.NaN), TIGHT);

    assertEquals(WeightAction.RESTORE, control.weightAction());
    assertEquals(
        "Put back the weights of step 0: nothing finite could be measured; now at 4.20",
        lastWords());
    assertEquals(1.35 * 6, observe(3, 2, 6), TIGHT, "the next raise is gentler");
    assertEquals(WeightAction.KEEP, control.weightAction());
  }

  @Test
  void weightsArePutBackWhenTheLossPassesTheSquareOfItsBound() {
    begin(settings(1, true));
    observe(0, 2, 6);
    observe(1, 1.9e8, 5);
    assertEquals(WeightAction.NONE, control.weightAction());
    observe(2, 2.1e8, 5);
    assertEquals(WeightAction.RESTORE, control.weightAction());
    assertEquals(
        "Put back the weights of step 0: the loss is past saving; now at 4.20", lastWords());
  }

  @Test
  void aPassingRiseIsNoCatapultAndIsWaitedOut() {
    begin(settings(1, false));
    observe(0, 2, 6);
    observe(1, 5, 6);
    assertEquals(9, observe(2, 2, 6), TIGHT);
    for (int t = 3; t < 30; t++) {
      assertEquals(9, observe(t, 2, 6), TIGHT);
    }
    assertEquals(9 * 1.1, observe(30, 2, 6), TIGHT);
    assertEquals(0, control.catapults());
  }

  @Test
  void aSingleFailedMeasurementPutsNoWeightsBack() {
    begin(settings(1, true));
    observe(0, 2, 6);
    observe(1, Double.NaN, Double.NaN);
    assertEquals(WeightAction.NONE, control.weightAction());
    observe(2, Double.NaN, Double.NaN);
    assertEquals(WeightAction.RESTORE, control.weightAction());
  }

  @Test
  void weightsArePutBackWhenTheLossStaysUp() {
    begin(settings(1, true));
    observe(0, 2, 6);
    for (int t = 1; t <= 201; t++) {
      observe(t, 50, 5);
    }
    assertEquals(WeightAction.RESTORE, control.weightAction());
    assertEquals(4.2, control.rate(), TIGHT, "the critical rate of the weights put back");
  }

  @Test
  void unlessAskedToItNeverTouchesTheWeights() {
    begin(settings(1, false));
    observe(0, 2, 6);
    assertEquals(WeightAction.NONE, control.weightAction());
    observe(1, Double.POSITIVE_INFINITY, Double.NaN);
    observe(2, Double.POSITIVE_INFINITY, Double.NaN);
    assertEquals(WeightAction.NONE, control.weightAction());
  }

  @Test
  void aLossThatRisesBelowTheCriticalRateHalvesTheFraction() {
    begin(settings(0, false));
    assertEquals(4.2, observe(0, 1, 6), TIGHT);
    assertEquals(4.2, observe(1, 9, 6), TIGHT);

    assertEquals(2.1, observe(11, 11, 6), TIGHT, "at the next measurement that is due");
    assertEquals(
        "Lowered to 2.10, 0.350 times the critical rate: the loss rose tenfold below it",
        lastWords());
  }

  @Test
  void withBatchesTheLowerCriticalRateCounts() {
    begin(new ControlSettings(0, 1.5, 0.5, 0, 1e4, 30, false, true));

    control.observe(new Observation(0, 2, 6, 16, Double.NaN, 4));
    assertEquals(2, control.rate(), TIGHT);
    control.observe(new Observation(1, 2, 6, 16, Double.NaN, 9));
    assertEquals(3, control.rate(), TIGHT);
    assertEquals(EnumSet.of(Need.BATCH_CRITICAL_RATE), control.needs(2));
    control.observe(new Observation(2, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 5));
    assertEquals(2.5, control.rate(), TIGHT);
  }

  @Test
  void momentumRaisesTheCriticalRateAndLimitsTheRatesGrowth() {
    begin(new ControlSettings(2, 1.2, 0.5, 0.5, 1e4, 30, false, false));

    assertEquals(1.2 * 9, observe(0, 2, 6), TIGHT);
    observe(1, 50, 6);
    assertEquals(1.2 * 9 * 2, observe(2, 2, 60), TIGHT, "at most 1 / beta times the last");
    assertEquals(1.2 * 9 * 4, observe(3, 2, 60), TIGHT);
    for (int t = 4; t < 8; t++) {
      assertEquals(45, observe(t, 2, 60), TIGHT, "at rest for 5 beta / (1 - beta) updates");
    }
    assertEquals(90, observe(8, 2, 60), TIGHT);
    assertEquals(108, observe(9, 2, 60), TIGHT);
  }
}
