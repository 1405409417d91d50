/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The correlations that the papers claim: catapults with alignment, alignment with test loss, and
 * catapults with test loss; where the primary metric is not the test loss, with it too (Zhu et al.,
 * Catapults in SGD, section 4 and Fig. 8).
 */
final class Correlations {

  private static final String ALIGNMENT = DynamicsMetrics.AGOP_ALIGNMENT_END.id();

  private Correlations() {}

  private record Pair(String x, String y) {}

  static List<Correlation> of(
      DesignSummary design, List<RunResult> runs, List<ConfigurationResult> configurations) {
    List<RunResult> counted = runs.stream().filter(RunResult::counts).toList();
    List<Correlation> all = new ArrayList<>();
    for (Pair pair : pairs(design)) {
      all.add(correlation(pair, Correlation.Over.RUNS, counted, RunResult::value));
      all.add(
          correlation(pair, Correlation.Over.CONFIGURATIONS, configurations, Correlations::mean));
    }
    // What was not measured in any run would be a line that says nothing.
    return all.stream().filter(correlation -> correlation.n() > 0).toList();
  }

  private static Set<Pair> pairs(DesignSummary design) {
    String catapults = design.catapults().id();
    Set<Pair> pairs = new LinkedHashSet<>();
    pairs.add(new Pair(catapults, ALIGNMENT));
    for (DynamicsMetrics judged : List.of(DynamicsMetrics.TEST_LOSS, design.primaryMetric())) {
      pairs.add(new Pair(ALIGNMENT, judged.id()));
      pairs.add(new Pair(catapults, judged.id()));
    }
    return pairs;
  }

  private static OptionalDouble mean(ConfigurationResult row, String metric) {
    return row.metric(metric).stream().mapToDouble(MetricSummary::mean).findAny();
  }

  private static <R> Correlation correlation(
      Pair pair,
      Correlation.Over over,
      List<R> rows,
      BiFunction<R, String, OptionalDouble> reading) {
    List<R> both =
        rows.stream()
            .filter(row -> reading.apply(row, pair.x()).isPresent())
            .filter(row -> reading.apply(row, pair.y()).isPresent())
            .toList();
    double[] x = both.stream().mapToDouble(r -> reading.apply(r, pair.x()).orElseThrow()).toArray();
    double[] y = both.stream().mapToDouble(r -> reading.apply(r, pair.y()).orElseThrow()).toArray();
    return new Correlation(
        pair.x(),
        pair.y(),
        over,
        x.length,
        CorrelationStatistics.pearson(x, y),
        CorrelationStatistics.spearman(x, y));
  }
}
