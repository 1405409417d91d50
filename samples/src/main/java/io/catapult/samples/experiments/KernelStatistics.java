/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Numbers of the tangent kernel's first two eigenvalues. */
final class KernelStatistics {

  private static final int TWO = 2;

  private static final double LARGE = 2;

  /** What an eigenvalue may change by and still be the same. */
  private static final double SAME = 0.03;

  private KernelStatistics() {}

  /** How many of the first two eigendirections have a threshold below the first learning rate. */
  static Statistic thresholdsPassed() {
    return Statistic.ofTrace(
        "thresholds below the learning rate",
        "number of i in {1, 2} with eta > eta_crit lambda_1 / lambda_i at the start",
        trace -> {
          double[] start = eigenvalues(trace, true);
          double[] rates = trace.series(Quantity.LEARNING_RATE).values();
          double[] critical = trace.series(Quantity.PROBE_CRITICAL_RATE_KERNEL).values();
          return start.length < TWO || rates.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  IntStream.range(0, TWO)
                      .filter(i -> rates[0] > critical[0] * start[0] / start[i])
                      .count());
        });
  }

  /**
   * How many of the first two eigenvalues have fallen at the end. One alone has fallen if the
   * largest is then at least the second of the start: eigenvalues do not tell which is whose.
   */
  static Statistic fallenEigenvalues() {
    return Statistic.ofTrace(
        "eigenvalues of the kernel that fell",
        "0 if lambda_1(T) is at least 0.97 lambda_1(0), else 1 if it is at least 0.97 lambda_2(0),"
            + " else 2",
        trace -> {
          double[] start = eigenvalues(trace, true);
          double[] end = eigenvalues(trace, false);
          return start.length < TWO || end.length < TWO
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  IntStream.range(0, TWO).filter(i -> end[0] < (1 - SAME) * start[i]).count());
        });
  }

  private static double[] eigenvalues(TrainingTrace trace, boolean isFirst) {
    return IntStream.range(0, TWO)
        .mapToObj(i -> trace.series(Quantity.PROBE_NTK_EIGENVALUES, i).values())
        .filter(values -> values.length > 0)
        .mapToDouble(values -> values[isFirst ? 0 : values.length - 1])
        .toArray();
  }

  /** The highest loss over the first one. */
  static Statistic highestLoss() {
    return Statistic.ofTrace(
        "highest loss over the first",
        "max_t L(t) / L(0) on the probe data",
        trace -> {
          double[] losses = trace.series(Quantity.PROBE_LOSS).values();
          return losses.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(Arrays.stream(losses).max().orElseThrow() / losses[0]);
        });
  }

  /**
   * Of the updates at a loss above twice the first one, the share after which the norm is lower.
   */
  static Statistic fallsAtLargeLoss() {
    return Statistic.ofTrace(
        "share of falls of the NTK norm at a large loss",
        "share of t with L(t) > 2 L(0) and ||K(t + 1)|| < ||K(t)||, on the probe data",
        trace -> {
          double[] losses = trace.series(Quantity.PROBE_LOSS).values();
          double[] norms = trace.series(Quantity.PROBE_NTK_NORM).values();
          int[] large =
              IntStream.range(0, Math.min(losses.length, norms.length) - 1)
                  .filter(t -> losses[t] > LARGE * losses[0])
                  .toArray();
          return large.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  (double) IntStream.of(large).filter(t -> norms[t + 1] < norms[t]).count()
                      / large.length);
        });
  }
}
