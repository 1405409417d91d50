/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Judges one claim of a paper by numbers of the recorded runs. */
public interface Check {

  /** What is looked at, in a few words. */
  String name();

  /** What must hold. */
  String bar();

  /** What the paper found, in words; empty if it gives no number. */
  String paper();

  /** The statistic of the runs that are judged. */
  Statistic statistic();

  /** The rows that are judged, in their order. */
  List<String> rows();

  /** The paper's number for each of the rows; empty if it gives none. */
  default List<Double> paperNumbers() {
    return List.of();
  }

  /** Judges. */
  Judgement judge(Evidence evidence);

  /**
   * How the mean over the seeds goes from row to row.
   *
   * @param way which way it must go
   * @param statistic of each run
   * @param rows at least two, in their order
   */
  static TrendCheck trend(Trend way, Statistic statistic, List<String> rows) {
    return new TrendCheck(way, statistic, rows, List.of());
  }

  /**
   * A bar for each single run.
   *
   * @param statistic of each run
   * @param bound how it must lie to the bar
   * @param value the bar
   * @param rows the rows whose runs are judged
   */
  static BoundCheck everyRun(Statistic statistic, Bound bound, double value, String... rows) {
    return new BoundCheck(statistic, bound, value, true, Arrays.asList(rows), List.of());
  }

  /** A bar for the mean over the seeds, of each row. */
  static BoundCheck mean(Statistic statistic, Bound bound, double value, String... rows) {
    return new BoundCheck(statistic, bound, value, false, Arrays.asList(rows), List.of());
  }

  /** The number of each run, by row and seed; what was not measured is absent. */
  static Map<String, Map<Long, Double>> values(
      Evidence evidence, Statistic statistic, List<String> rows) {
    Map<String, Map<Long, Double>> values = new LinkedHashMap<>();
    for (String row : rows) {
      Map<Long, Double> ofRow = new LinkedHashMap<>();
      for (RecordedRun run : evidence.of(row)) {
        OptionalDouble value = statistic.of(run);
        if (value.isPresent()) {
          ofRow.put(run.seed(), value.getAsDouble());
        }
      }
      values.put(row, ofRow);
    }
    return values;
  }

  /** The runs without a number, in words; empty if all have one. */
  static String missing(Evidence evidence, Statistic statistic, List<String> rows) {
    List<String> without = new ArrayList<>();
    for (String row : rows) {
      if (evidence.of(row).isEmpty()) {
        without.add(row);
      }
      evidence.of(row).stream()
          .filter(run -> statistic.of(run).isEmpty())
          .forEach(run -> without.add(run.name()));
    }
    return without.isEmpty() ? "" : "none for " + String.join("; ", without);
  }

  /** The mean of each row, in the order of the rows. */
  static List<Double> means(Map<String, Map<Long, Double>> values) {
    return values.values().stream()
        .map(row -> row.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .toList();
  }
}
