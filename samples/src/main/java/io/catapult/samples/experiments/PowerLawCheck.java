/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.List;
import java.util.Map;

/**
 * That a number follows a power of another from row to row: the slope of the logarithm of its mean
 * over the seeds against the logarithm of the other, by least squares, lies between two bars.
 *
 * @param statistic of each run, above 0
 * @param against what changes from row to row, in a word
 * @param low the least exponent
 * @param high the largest exponent
 * @param rows at least two, in their order
 * @param sizes what changes, for each of the rows, above 0
 */
public record PowerLawCheck(
    Statistic statistic,
    String against,
    double low,
    double high,
    List<String> rows,
    List<Integer> sizes)
    implements Check {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are less than two rows, or not as many sizes
   */
  public PowerLawCheck {
    rows = List.copyOf(rows);
    sizes = List.copyOf(sizes);
    if (rows.size() < 2 || rows.size() != sizes.size()) {
      throw new IllegalArgumentException(
          "Expected two rows or more and a size of each; found %d and %d. Remedy: give both."
              .formatted(rows.size(), sizes.size()));
    }
  }

  @Override
  public String name() {
    return "exponent of the %s in the %s, %d to %d"
        .formatted(statistic.name(), against, sizes.get(0), sizes.get(sizes.size() - 1));
  }

  @Override
  public String bar() {
    return "from "
        + Judgement.text(low)
        + " to "
        + Judgement.text(high)
        + ", fitted to the means over the seeds";
  }

  @Override
  public String paper() {
    return "";
  }

  @Override
  public Judgement judge(Evidence evidence) {
    Map<String, Map<Long, Double>> values = Check.values(evidence, statistic, rows);
    String missing = Check.missing(evidence, statistic, rows);
    if (!missing.isEmpty()) {
      return Judgement.notMeasured(missing, values);
    }
    List<Double> means = Check.means(values);
    if (means.stream().anyMatch(mean -> mean <= 0)) {
      return Judgement.notMeasured("not above 0: " + Judgement.joined(means), values);
    }
    double exponent = exponent(means);
    return Judgement.of(
        exponent >= low && exponent <= high,
        Judgement.text(exponent) + ", from " + Judgement.joined(means),
        values);
  }

  private double exponent(List<Double> means) {
    double meanX = sizes.stream().mapToDouble(Math::log).average().orElseThrow();
    double meanY = means.stream().mapToDouble(Math::log).average().orElseThrow();
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < means.size(); i++) {
      double x = Math.log(sizes.get(i)) - meanX;
      covariance += x * (Math.log(means.get(i)) - meanY);
      variance += x * x;
    }
    return covariance / variance;
  }
}
