/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;

/**
 * A metric over the seeds of a configuration: over those runs that have it and did not diverge.
 *
 * @param mean the mean
 * @param deviation the standard deviation (of n - 1); empty for one run
 * @param n the number of runs, at least 1
 */
public record MetricSummary(double mean, OptionalDouble deviation, int n) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the mean is not finite or there is no run
   */
  public MetricSummary {
    Checks.require(Double.isFinite(mean), "a finite mean", mean, "leave undefined values out");
    Checks.require(n >= 1, "at least one run", n, "leave a metric without runs out");
    Checks.present(deviation, "a deviation");
  }

  /** Of at least one finite value, in their order. */
  static MetricSummary of(List<Double> values) {
    DescriptiveStatistics statistics = new DescriptiveStatistics();
    values.forEach(statistics::addValue);
    return new MetricSummary(
        statistics.getMean(),
        values.size() < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(statistics.getStandardDeviation()),
        values.size());
  }
}
