/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunSeriesTest {

  private static RunSeries of(Measurement.Builder... measurements) {
    return RunSeries.whole(Arrays.stream(measurements).map(Measurement.Builder::build).toList());
  }

  private static Measurement.Builder at(long step) {
    return Measurement.at(step, 0);
  }

  @Test
  void aQuantityHasTheStepsAtWhichItWasMeasured() {
    RunSeries drawn =
        of(
            at(0).put(Quantity.PROBE_LOSS, 1.23456789),
            at(3).put(Quantity.BATCH_LOSS, 2),
            at(5).put(Quantity.PROBE_LOSS, Double.NaN),
            at(7).put(Quantity.PROBE_LOSS, Double.NEGATIVE_INFINITY));
    DrawnSeries loss = drawn.series().get("probe.loss").get(0);
    assertEquals(List.of(0L, 5L, 7L), loss.steps());
    assertEquals(1.234568, loss.values().get(0));
    assertNull(loss.values().get(1));
    assertNull(loss.values().get(2));
    assertEquals(3, loss.of());
    assertEquals("training loss on the probe data", drawn.meanings().get("probe.loss").label());
    assertFalse(drawn.series().containsKey("validation.loss"));
    assertFalse(drawn.meanings().containsKey("validation.loss"));
  }

  @Test
  void aListHasASeriesForEachEntryAndOfEigenvaluesTheFirstEight() {
    double[] ten = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    RunSeries drawn =
        of(
            at(0).put(Quantity.PROBE_NTK_EIGENVALUES, ten).put(Quantity.PROBE_LOSS_TOP, ten),
            at(1).put(Quantity.PROBE_NTK_EIGENVALUES, new double[] {5}));
    List<DrawnSeries> eigenvalues = drawn.series().get("probe.ntk.top-eigenvalues");
    assertEquals(8, eigenvalues.size());
    assertEquals(List.of(10.0, 5.0), eigenvalues.get(0).values());
    assertEquals(List.of(3.0), eigenvalues.get(7).values());
    assertEquals(7, eigenvalues.get(7).entry());
    assertEquals(10, drawn.series().get("probe.loss.top-eigenspace").size());
  }

  @Test
  void derivedCurvesFollowTheirFormulas() {
    RunSeries drawn =
        of(
            at(0)
                .put(Quantity.LEARNING_RATE, 3)
                .put(Quantity.BATCH_CRITICAL_RATE_KERNEL, 2)
                .put(Quantity.BATCH_CRITICAL_RATE_HESSIAN, 100)
                .put(Quantity.SHARPNESS, 0.5)
                .put(Quantity.PROBE_CRITICAL_RATE_HESSIAN, 4)
                .put(Quantity.MEASURING_TIME, 1)
                .put(Quantity.TRAINING_TIME, 4),
            at(1).put(Quantity.LEARNING_RATE, 3).put(Quantity.BATCH_CRITICAL_RATE_HESSIAN, 5));
    DrawnSeries excess = drawn.series().get("derived.batch.rate-excess").get(0);
    assertEquals(List.of(1.0, -2.0), excess.values());
    DrawnSeries threshold = drawn.series().get("derived.sharpness.threshold").get(0);
    assertEquals(List.of(0.6666667), threshold.values()); // 2 / 3
    assertFalse(drawn.series().containsKey("derived.sharpness.half-threshold"));
    DrawnSeries share = drawn.series().get("derived.measuring.share").get(0);
    assertEquals(List.of(0.25), share.values());
  }

  /** 2 / eta = 0.5 whichever sharpness was measured. */
  @Test
  void theGramMatrixHasTheThresholdOfTheHessian() {
    RunSeries drawn =
        of(
            at(0)
                .put(Quantity.LEARNING_RATE, 4)
                .put(Quantity.GRAM_EIGENVALUES, new double[] {8, 1})
                .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, 0.25),
            at(1)
                .put(Quantity.LEARNING_RATE, 4)
                .put(Quantity.GRAM_EIGENVALUES, new double[] {8, 1})
                .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, 0.25)
                .put(Quantity.SHARPNESS, 10)
                .put(Quantity.PROBE_CRITICAL_RATE_HESSIAN, 0.2));
    assertEquals(
        List.of(0.5, 0.5), drawn.series().get("derived.sharpness.threshold").get(0).values());
    assertEquals(
        List.of(0.25, 0.25),
        drawn.series().get("derived.sharpness.half-threshold").get(0).values());
  }

  @Test
  void shortCurvesKeepAllAndLongOnesShareTheRest() {
    assertEquals(6000, RunSeries.most(new int[] {10, 20}, 6000, 240_000));
    assertEquals(6000, RunSeries.most(new int[] {1_000_000}, 6000, 240_000));
    // 1000 + 2000 points leave 9000 for three long curves
    assertEquals(3000, RunSeries.most(new int[] {9999, 1000, 9999, 2000, 9999}, 6000, 12_000));
  }

  @Test
  void aLongRunIsDrawnByFewPointsWithTheOnsetsAndPeaksOfSpikes() {
    List<Measurement> measurements = new ArrayList<>();
    for (int step = 0; step < 50_000; step++) {
      measurements.add(at(step).put(Quantity.PROBE_LOSS, Math.sin(step)).build());
    }
    long[] landmarks = {12_345, 23_456};
    RunSeries drawn = RunSeries.drawn(measurements, landmarks);
    DrawnSeries loss = drawn.series().get("probe.loss").get(0);
    assertTrue(loss.steps().size() <= RunSeries.POINTS, "" + loss.steps().size());
    assertTrue(loss.steps().containsAll(List.of(12_345L, 23_456L)));
    assertEquals(50_000, loss.of());
  }
}
