/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.List;
import java.util.Map;

/**
 * How the mean over the seeds goes from row to row.
 *
 * @param way which way it must go
 * @param statistic of each run
 * @param rows at least two, in their order
 * @param paperNumbers the paper's number for each of the rows; empty if it gives none
 */
public record TrendCheck(
    Trend way, Statistic statistic, List<String> rows, List<Double> paperNumbers) implements Check {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there are less than two rows, or not as many numbers
   */
  public TrendCheck {
    rows = List.copyOf(rows);
    paperNumbers = List.copyOf(paperNumbers);
    if (rows.size() < 2 || (!paperNumbers.isEmpty() && paperNumbers.size() != rows.size())) {
      throw new IllegalArgumentException(
          "Expected two rows or more, and a number of the paper for each or none; found %d and %d."
                  .formatted(rows.size(), paperNumbers.size())
              + " Remedy: give as many numbers as rows.");
    }
  }

  /** The same beside the paper's numbers, one for each row. */
  public TrendCheck withPaper(Double... numbers) {
    return new TrendCheck(way, statistic, rows, List.of(numbers));
  }

  @Override
  public String name() {
    return statistic.name();
  }

  @Override
  public String bar() {
    return way.words();
  }

  @Override
  public String paper() {
    return Judgement.joined(paperNumbers);
  }

  @Override
  public Judgement judge(Evidence evidence) {
    Map<String, Map<Long, Double>> values = Check.values(evidence, statistic, rows);
    String missing = Check.missing(evidence, statistic, rows);
    if (!missing.isEmpty()) {
      return Judgement.notMeasured(missing, values);
    }
    List<Double> means = Check.means(values);
    return Judgement.of(way.holds(means), Judgement.joined(means), values);
  }
}
