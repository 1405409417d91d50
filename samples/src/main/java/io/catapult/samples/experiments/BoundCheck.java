/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A number of each run, or its mean over the seeds, against a bar.
 *
 * @param statistic of each run
 * @param bound how it must lie to the bar
 * @param value the bar
 * @param isForEveryRun whether each run must hold it, or the mean over the seeds of each row
 * @param rows the rows that are judged
 * @param paperNumbers the paper's number for each of the rows; empty if it gives none
 */
public record BoundCheck(
    Statistic statistic,
    Bound bound,
    double value,
    boolean isForEveryRun,
    List<String> rows,
    List<Double> paperNumbers)
    implements Check {

  /** Copies the lists. */
  public BoundCheck {
    rows = List.copyOf(rows);
    paperNumbers = List.copyOf(paperNumbers);
  }

  /** The same beside the paper's numbers, one for each row. */
  public BoundCheck withPaper(Double... numbers) {
    return new BoundCheck(statistic, bound, value, isForEveryRun, rows, List.of(numbers));
  }

  @Override
  public String name() {
    return statistic.name();
  }

  @Override
  public String bar() {
    return bound.words()
        + " "
        + Judgement.text(value)
        + (isForEveryRun ? " in every run" : " on average");
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
    List<Double> judged = isForEveryRun ? all(values) : Check.means(values);
    boolean holds = judged.stream().allMatch(number -> bound.holds(number, value));
    String numbers =
        isForEveryRun
            ? Judgement.joined(judged)
            : String.join(", ", values.values().stream().map(BoundCheck::withDeviation).toList());
    return Judgement.of(holds, numbers, values);
  }

  /** The mean over the seeds, and their standard deviation where there are several. */
  private static String withDeviation(Map<Long, Double> row) {
    double mean = row.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = row.values().stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return row.size() < 2
        ? Judgement.text(mean)
        : Judgement.text(mean) + " ± " + Judgement.text(Math.sqrt(squares / (row.size() - 1)));
  }

  private static List<Double> all(Map<String, Map<Long, Double>> values) {
    List<Double> all = new ArrayList<>();
    values.values().forEach(row -> all.addAll(row.values()));
    return all;
  }
}
