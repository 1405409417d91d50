/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import org.junit.jupiter.api.Test;

/** Statistics of runs whose numbers were chosen so that the answer is found by hand. */
final class KernelStatisticsTest {

  private static Measurement at(long step, double rate, double... eigenvalues) {
    return Measurement.at(step, 0)
        .put(Quantity.LEARNING_RATE, rate)
        .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, 8 / eigenvalues[0])
        .put(Quantity.PROBE_NTK_EIGENVALUES, eigenvalues)
        .build();
  }

  private static RecordedRun kernels(double rate, double[] first, double[] last) {
    return HandMadeRun.of(
        trace -> {
          trace.add(at(0, rate, first));
          trace.add(at(1, rate, last));
        });
  }

  @Test
  void aThresholdIsPassedAboveTheEigenvaluesOwnCriticalRate() {
    double[] start = {4, 2, 1};
    for (double[] rateAndCount : new double[][] {{1.9, 0}, {2.1, 1}, {3.9, 1}, {4.1, 2}, {9, 2}}) {
      RecordedRun run = kernels(rateAndCount[0], start, start);
      assertEquals(rateAndCount[1], KernelStatistics.thresholdsPassed().of(run).orElseThrow());
    }
  }

  @Test
  void oneEigenvalueHasFallenIfTheSecondIsStillThere() {
    double[] start = {4, 2};
    assertEquals(0, fallen(start, 3.9, 1.5));
    assertEquals(1, fallen(start, 3, 2), "the first fell by a quarter");
    assertEquals(1, fallen(start, 2, 0.5), "the first fell below the second");
    assertEquals(2, fallen(start, 1.5, 1));
  }

  private static double fallen(double[] start, double... end) {
    return KernelStatistics.fallenEigenvalues().of(kernels(1, start, end)).orElseThrow();
  }

  private static RecordedRun losses(double[] losses, double[] norms) {
    return HandMadeRun.of(
        trace -> {
          for (int t = 0; t < losses.length; t++) {
            trace.add(
                Measurement.at(t, 0)
                    .put(Quantity.PROBE_LOSS, losses[t])
                    .put(Quantity.PROBE_NTK_NORM, norms[t])
                    .build());
          }
        });
  }

  @Test
  void theHighestLossIsHeldAgainstTheFirst() {
    RecordedRun run = losses(new double[] {2, 7, 1}, new double[] {1, 1, 1});
    assertEquals(3.5, KernelStatistics.highestLoss().of(run).orElseThrow());
  }

  @Test
  void fallsOfTheNormCountWhereTheLossIsLarge() {
    RecordedRun run = losses(new double[] {1, 3, 9, 5, 2, 1}, new double[] {8, 9, 7, 8, 1, 0.5});
    assertEquals(2.0 / 3, KernelStatistics.fallsAtLargeLoss().of(run).orElseThrow());
    RecordedRun calm = losses(new double[] {1, 1.5, 1}, new double[] {3, 2, 1});
    assertTrue(KernelStatistics.fallsAtLargeLoss().of(calm).isEmpty(), "never large");
  }

  @Test
  void withoutAKernelThereIsNoNumber() {
    RecordedRun empty = HandMadeRun.of(trace -> {});
    assertTrue(KernelStatistics.thresholdsPassed().of(empty).isEmpty());
    assertTrue(KernelStatistics.fallenEigenvalues().of(empty).isEmpty());
    assertTrue(KernelStatistics.highestLoss().of(empty).isEmpty());
  }
}
