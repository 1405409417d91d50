/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.comparison.TextTable.Header;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables for persons: configurations and correlations. */
final class ReportTables {

  static final String NOTE =
      "Mean ± standard deviation over the seeds, without runs that diverged or failed.\n"
          + "Ranked by the mean of the first metric.";

  /** The first columns, which say what a row is: rank and configuration. */
  static final int NAMING = 2;

  private static final String ABSENT = "-";

  private final ComparisonResult result;
  private final Map<DynamicsMetrics, String> metrics = new LinkedHashMap<>();

  ReportTables(ComparisonResult result) {
    this.result = result;
    DynamicsMetrics primary = result.design().primaryMetric();
    metrics.put(primary, primary.label());
    metrics.putIfAbsent(DynamicsMetrics.TEST_LOSS, DynamicsMetrics.TEST_LOSS.label());
    metrics.put(DynamicsMetrics.AGOP_ALIGNMENT_END, "AGOP alignment");
    metrics.put(result.design().catapults(), "catapults");
    metrics.put(DynamicsMetrics.RATE_RATIO_LARGEST, "max rate/critical");
    metrics.put(DynamicsMetrics.SHARPNESS_END, "sharpness");
    metrics.put(DynamicsMetrics.STEPS, "steps");
    metrics.keySet().removeIf(metric -> metric != primary && !isMeasured(metric));
  }

  /** The metrics that have columns, with their short names. */
  Map<DynamicsMetrics, String> metrics() {
    return Collections.unmodifiableMap(metrics);
  }

  private boolean isMeasured(DynamicsMetrics metric) {
    return result.configurations().stream().anyMatch(row -> row.metric(metric.id()).isPresent());
  }

  TextTable configurations() {
    List<Header> headers = new ArrayList<>();
    headers.add(Header.number("rank"));
    headers.add(Header.words("configuration"));
    headers.add(Header.number("batch"));
    headers.add(Header.words("rate"));
    metrics.values().forEach(name -> headers.add(Header.number(name)));
    headers.add(Header.words("runs"));
    return new TextTable(headers, result.configurations().stream().map(this::row).toList());
  }

  private List<String> row(ConfigurationResult configuration) {
    DesignSummary.Row asked = configuration.configuration();
    List<String> row = new ArrayList<>();
    row.add(configuration.rank().stream().mapToObj(Integer::toString).findAny().orElse(ABSENT));
    row.add(asked.label());
    row.add(asked.batchSize() == 0 ? "full" : Integer.toString(asked.batchSize()));
    row.add(asked.schedule());
    int counted = configuration.finished() - configuration.diverged();
    for (DynamicsMetrics metric : metrics.keySet()) {
      row.add(configuration.metric(metric.id()).map(s -> text(s, counted)).orElse(ABSENT));
    }
    row.add(runs(configuration));
    return row;
  }

  private static String text(MetricSummary summary, int counted) {
    String text = Numbers.text(summary);
    return summary.n() == counted ? text : text + " (n " + summary.n() + ")";
  }

  /** How the runs of a configuration ended. */
  private static String runs(ConfigurationResult configuration) {
    List<String> words = new ArrayList<>();
    words.add(configuration.finished() + " finished");
    addCount(words, configuration.diverged(), "diverged");
    addCount(words, configuration.failed(), RunResult.Outcome.FAILED.id());
    addCount(words, configuration.pending(), RunResult.Outcome.PENDING.id());
    return String.join(", ", words);
  }

  private static void addCount(List<String> words, int count, String what) {
    if (count > 0) {
      words.add(count + " " + what);
    }
  }

  TextTable correlations() {
    return new TextTable(
        List.of(
            Header.words("correlation of"),
            Header.words("over"),
            Header.number("n"),
            Header.number("Pearson (95 %)"),
            Header.number("Spearman (95 %)")),
        result.correlations().stream().map(this::row).toList());
  }

  private List<String> row(Correlation correlation) {
    return List.of(
        name(correlation.x()) + " with " + name(correlation.y()),
        correlation.over().id(),
        Integer.toString(correlation.n()),
        text(correlation.pearson()),
        text(correlation.spearman()));
  }

  private String name(String id) {
    DynamicsMetrics metric = DynamicsMetrics.of(id);
    return metrics.getOrDefault(metric, metric.label());
  }

  private static String text(Optional<CorrelationEstimate> estimate) {
    return estimate.map(Numbers::text).orElse(ABSENT);
  }

  /** A line for each run that failed. */
  List<String> failures() {
    return result.runs().stream()
        .filter(run -> run.failure().isPresent())
        .map(
            run ->
                run.cell().configuration()
                    + ", seed "
                    + run.cell().seed()
                    + ": "
                    + run.failure().orElseThrow().replaceAll("\\s*\\R\\s*", " "))
        .toList();
  }
}
