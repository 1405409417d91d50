/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/** Gathers runs by configuration; the order in which they ended does not count. */
final class Aggregation {

  private Aggregation() {}

  /** The configurations in the order of the design. */
  static List<ConfigurationResult> of(DesignSummary design, List<RunResult> runs) {
    List<ConfigurationResult> unranked =
        design.configurations().stream().map(row -> gather(row, runs)).toList();
    return ranked(unranked, design.primaryMetric().id());
  }

  private static ConfigurationResult gather(DesignSummary.Row row, List<RunResult> all) {
    List<RunResult> runs =
        all.stream().filter(run -> run.cell().configuration().equals(row.label())).toList();
    Map<String, List<Double>> values = new TreeMap<>();
    runs.stream()
        .filter(RunResult::counts)
        .forEach(
            run ->
                run.metrics()
                    .forEach(
                        (id, value) ->
                            values.computeIfAbsent(id, key -> new ArrayList<>()).add(value)));
    Map<String, MetricSummary> summaries = new TreeMap<>();
    values.forEach((id, list) -> summaries.put(id, MetricSummary.of(list)));
    return new ConfigurationResult(
        row,
        OptionalInt.empty(),
        summaries,
        count(runs, RunResult.Outcome.FINISHED),
        (int) runs.stream().filter(RunResult::hasDiverged).count(),
        count(runs, RunResult.Outcome.FAILED),
        count(runs, RunResult.Outcome.PENDING));
  }

  private static int count(List<RunResult> runs, RunResult.Outcome outcome) {
    return (int) runs.stream().filter(run -> run.outcome() == outcome).count();
  }

  private static List<ConfigurationResult> ranked(List<ConfigurationResult> rows, String metric) {
    double[] means =
        rows.stream()
            .mapToDouble(row -> row.metric(metric).map(MetricSummary::mean).orElse(Double.NaN))
            .toArray();
    // What has no mean stays without a rank.
    double[] ranks = new NaturalRanking(NaNStrategy.FIXED, TiesStrategy.MINIMUM).rank(means);
    List<ConfigurationResult> ranked = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      ranked.add(
          withRank(
              rows.get(i),
              Double.isNaN(ranks[i]) ? OptionalInt.empty() : OptionalInt.of((int) ranks[i])));
    }
    return ranked;
  }

  private static ConfigurationResult withRank(ConfigurationResult row, OptionalInt rank) {
    return new ConfigurationResult(
        row.configuration(),
        rank,
        row.metrics(),
        row.finished(),
        row.diverged(),
        row.failed(),
        row.pending());
  }
}
