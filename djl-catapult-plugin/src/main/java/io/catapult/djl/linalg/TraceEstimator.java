/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * The trace of an operator from products with random signs: tr M = E[z^T M z] for entries of z that
 * are +1 or -1 with equal probability. Hutchinson, A stochastic estimator of the trace of the
 * influence matrix for Laplacian smoothing splines (1990). The variance of a sample is 2 sum_{i !=
 * j} M_ij^2, so a diagonal matrix needs one probe only.
 */
public final class TraceEstimator {

  private TraceEstimator() {}

  /**
   * Estimates the trace. Cost: one product a probe.
   *
   * @param operator M [m, m]
   * @param probes the number of probes, at least 2
   * @param seed the seed of the probes
   * @throws MeasurementException if there are fewer than 2 probes or a product is not finite
   */
  public static TraceEstimate estimate(LinearOperator operator, int probes, long seed) {
    if (probes < 2) {
      throw new MeasurementException(
          "at least 2 probes", Integer.toString(probes), "take 30 for a confidence interval");
    }
    RandomVectors random = new RandomVectors(seed);
    double mean = 0;
    double squares = 0;
    try (NDManager manager = NDManager.newBaseManager(operator.device(), "PyTorch")) {
      for (int i = 1; i <= probes; i++) {
        double sample = sample(manager, operator, random);
        // Welford's update, which does not cancel.
        double step = sample - mean;
        mean += step / i;
        squares += step * (sample - mean);
      }
    }
    double variance = squares / (probes - 1);
    return new TraceEstimate(mean, Math.sqrt(variance / probes), probes);
  }

  private static double sample(NDManager manager, LinearOperator operator, RandomVectors random) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray probe = random.rademacher(scratch, operator);
      double sample = Vectors.dot(probe, operator.apply(probe));
      if (!Double.isFinite(sample)) {
        throw new MeasurementException(
            "finite products", Double.toString(sample), Outcome.NON_FINITE.advice());
      }
      return sample;
    }
  }
}
