/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import io.catapult.djl.autodiff.MeasurementException;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A trace known from samples.
 *
 * @param value the mean over the probes; unbiased
 * @param standardError the sample standard deviation divided by sqrt(probes)
 * @param probes the number of probes, at least 2; as many products were spent
 */
public record TraceEstimate(double value, double standardError, int probes) {

  /**
   * Checks the numbers.
   *
   * @throws MeasurementException if one is not finite or there are fewer than 2 probes
   */
  public TraceEstimate {
    if (probes < 2 || !Double.isFinite(value) || !(standardError >= 0)) {
      throw new MeasurementException(
          "a finite trace from at least 2 probes",
          value + " +- " + standardError + " from " + probes,
          "build it with TraceEstimator");
    }
  }

  /** An interval of numbers. */
  public record Interval(double lower, double upper) {

    /** Whether it holds a number. */
    public boolean contains(double number) {
      return lower <= number && number <= upper;
    }
  }

  /**
   * The interval that holds the true trace with a given confidence: value +- t standardError, t
   * Student's quantile with probes - 1 degrees of freedom. Exact for normally distributed samples;
   * those of Hutchinson's estimator are nearly so unless a few eigenvectors dominate.
   *
   * @param level the confidence, in (0, 1), for instance 0.95
   * @throws MeasurementException if the level is out of range
   */
  public Interval interval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new MeasurementException(
          "a confidence level in (0, 1)", Double.toString(level), "pass 0.95 for 95 %");
    }
    double t = TDistribution.of(probes - 1).inverseSurvivalProbability((1 - level) / 2);
    return new Interval(value - t * standardError, value + t * standardError);
  }
}
