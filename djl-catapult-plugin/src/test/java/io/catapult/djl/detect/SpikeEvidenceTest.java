/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where the evidence for a spike is taken from. */
class SpikeEvidenceTest {

  private static StepNumbers at(long step, double rate, double loss, double critical, double norm) {
    return Numbers.at(step).rate(rate).loss(loss).critical(critical).norm(norm).numbers();
  }

  /** A bad batch may throw the weights to where the curvature is high: that did not cause it. */
  @Test
  void theCriticalRateAtThePeakIsNoSignOfACatapult() {
    Run run = new Run();
    run.accept(at(0, 1, 2, 4, 10)).accept(at(1, 1, 1, 4, 10));
    run.accept(at(2, 1, 9, 0.1, 40)).accept(at(3, 1, 0.9, 4, 9)).finish();
    assertEquals(Verdict.BAD_BATCH, run.verdicts().get(0));
    assertEquals(4, run.spikes().get(0).signs().criticalRate());
  }

  @Test
  void aRateThatWasRaisedBetweenMeasurementsIsHeldAgainstTheCriticalRateBefore() {
    Run run = new Run();
    run.accept(at(0, 1, 2, 4, 10)).accept(at(10, 1, 1, 4, 10));
    run.accept(at(20, 5, 9, 20, 3)).accept(at(30, 5, 0.9, 20, 3)).finish();
    assertEquals(Verdict.CATAPULT, run.verdicts().get(0));
    assertEquals(5, run.spikes().get(0).signs().rate());
    assertEquals(4, run.spikes().get(0).signs().criticalRate());
  }

  @Test
  void theSecondStepOfARiseMayBeTheOneAboveCritical() {
    Run run = new Run();
    run.accept(at(0, 1, 2, 2, 10)).accept(at(1, 1, 1, 2, 10)).accept(at(2, 1, 1.5, 0.5, 12));
    run.accept(at(3, 1, 9, 2, 8)).accept(at(4, 1, 0.5, 2, 8)).finish();
    assertEquals(Verdict.CATAPULT, run.verdicts().get(0));
    assertEquals(0.5, run.spikes().get(0).signs().criticalRate());
  }

  @Test
  void anAdaptiveOptimizerWithoutCriticalRatesHasUnresolvedSpikes() {
    Run run = new Run();
    double[] losses = {2, 1, 9, 0.9};
    for (int step = 0; step < losses.length; step++) {
      run.accept(Numbers.at(step).rate(1e-3).loss(losses[step]).norm(10 - step).numbers());
    }
    assertEquals(Verdict.UNRESOLVED, run.finish().verdicts().get(0));
    String words = run.spikes().get(0).words();
    assertTrue(words.startsWith("Unresolved spike: "), words);
  }
}
