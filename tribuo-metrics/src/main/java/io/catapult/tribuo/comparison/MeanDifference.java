/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/**
 * How far two means lie apart, with the interval of 95 percent of Welch (The generalization of
 * Student's problem when several different population variances are involved, 1947): d +- t(0.975,
 * nu) se, se^2 = s1^2 / n1 + s2^2 / n2, nu = se^4 / ((s1^2 / n1)^2 / (n1 - 1) + (s2^2 / n2)^2 / (n2
 * - 1)). It takes the seeds of the two for independent, and knows nothing of how many others were
 * compared.
 *
 * @param value the second mean minus the first
 * @param interval where the difference lies; empty if one of the two has a single run
 */
record MeanDifference(double value, Optional<ConfidenceInterval> interval) {

  private static final double UPPER = 0.975;

  static MeanDifference of(MetricSummary first, MetricSummary second) {
    double difference = second.mean() - first.mean();
    if (first.deviation().isEmpty() || second.deviation().isEmpty()) {
      return new MeanDifference(difference, Optional.empty());
    }
    double a = squaredError(first);
    double b = squaredError(second);
    double half = a + b == 0 ? 0 : FastMath.sqrt(a + b) * quantile(a, first.n(), b, second.n());
    return new MeanDifference(
        difference, Optional.of(new ConfidenceInterval(difference - half, difference + half)));
  }

  private static double squaredError(MetricSummary summary) {
    double deviation = summary.deviation().orElseThrow();
    return deviation * deviation / summary.n();
  }

  private static double quantile(double a, int n, double b, int m) {
    double freedom = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1));
    return new TDistribution(freedom).inverseCumulativeProbability(UPPER);
  }

  /** Whether the second mean is the larger one by more than the scatter of the runs. */
  boolean isBeyondScatter() {
    return interval.filter(i -> i.low() > 0).isPresent();
  }
}
