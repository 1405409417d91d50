/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How spikes end, and how the detector goes on. */
class SpikeEndTest {

  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void aRunWhoseWeightsArePutBackAfterADivergenceIsWatchedOn() {
    Run run = Run.ofLosses(2, 1, 50, INF, INF, 1.1, 0.9, 0.8, 5, 0.7).finish();
    assertEquals(List.of(Verdict.DIVERGENCE, Verdict.UNRESOLVED), run.verdicts());
    assertEquals(7, run.spikes().get(1).onset());
  }

  /** What came down because a copy was put back is no catapult, whatever the norm. */
  @Test
  void aSpikeThatWasEndedByPuttingWeightsBackIsNoCatapult() {
    Run run = new Run();
    double[] losses = {2, 1, 9, 90};
    for (int step = 0; step < 4; step++) {
      run.accept(
          Numbers.at(step).rate(1).loss(losses[step]).critical(0.5).norm(10 - step).numbers());
    }
    run.finish();
    run.accept(Numbers.at(4).rate(0.1).loss(0.99).critical(0.5).norm(5).numbers()).finish();
    assertEquals(List.of(Verdict.UNRESOLVED), run.verdicts());
  }

  @Test
  void aRiseAnewAfterTheRateWasRaisedEndsTheFirstSpikeAndBeginsAnother() {
    Run run = new Run();
    double[] losses = {2, 1, 20, 100, 40, 10, 4, 1.5, 3, 60, 10, 2, 1.2};
    for (int step = 0; step < losses.length; step++) {
      run.accept(Numbers.at(step).rate(step < 7 ? 1 : 2).loss(losses[step]).numbers());
    }
    run.finish();
    assertEquals(2, run.spikes().size());
    assertEquals(3, run.spikes().get(0).peak());
    assertEquals(8, run.spikes().get(0).end());
    assertEquals(9, run.spikes().get(1).peak());
  }

  @Test
  void aLossThatSettlesHigherEndsItsSpikeAndIsTheNewLevel() {
    Run run = Run.ofLosses(2, 1, 9, 3);
    for (int step = 4; step < 400; step++) {
      run.accept(Run.loss(step, 3));
    }
    assertEquals(List.of(Verdict.UNRESOLVED), run.verdicts());
    assertEquals(3 + SpikeDetector.PATIENCE, run.spikes().get(0).end());
    run.accept(Run.loss(400, 30)).accept(Run.loss(401, 2.9));
    assertEquals(3, run.spikes().get(1).lossBefore());
  }

  /** There is no scale to tell rounding from a spike, but no divergence either. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-9, 1})
  void aRunThatBeginsWithALossOfExactlyZeroHasNotDiverged(double loss) {
    Run run = Run.ofLosses(0, 0, loss, 0, loss, loss / 2).finish();
    assertEquals(0, run.summary().spikes(Verdict.DIVERGENCE), () -> "" + run.spikes());
  }

  @Test
  void aLossThatIsFarUpAtTheEndHasDiverged() {
    assertEquals(List.of(Verdict.DIVERGENCE), Run.ofLosses(2, 1, 90, 4000).finish().verdicts());
    Run falling = Run.ofLosses(2, 1, 90, 9000, 4000).finish();
    assertEquals(List.of(Verdict.UNRESOLVED), falling.verdicts());
    String words = falling.spikes().get(0).words();
    assertTrue(words.contains("had not come back at step 4"), words);
  }
}
