/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A comparison as comma-separated values (RFC 4180, but for lines that end in a line feed). */
record CsvReport(ComparisonResult result) {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  String runs() {
    List<String> metrics = MetricIds.of(result);
    List<List<Object>> rows = new ArrayList<>();
    rows.add(row("cell", "configuration", "batch_size", "rate", "seed", "outcome", "failure"));
    rows.get(0).addAll(metrics);
    for (RunResult run : result.runs()) {
      DesignSummary.Row asked = result.design().row(run.cell());
      List<Object> row =
          row(
              run.cell().id(),
              asked.label(),
              asked.batchSize(),
              asked.schedule(),
              run.cell().seed(),
              run.outcome().id(),
              run.failure().orElse(""));
      metrics.forEach(metric -> row.add(field(run.value(metric))));
      rows.add(row);
    }
    return print(rows);
  }

  String configurations() {
    List<String> metrics = MetricIds.of(result);
    List<List<Object>> rows = new ArrayList<>();
    rows.add(row("configuration", "batch_size", "rate", "rank"));
    rows.get(0).addAll(List.of("finished", "diverged", "failed", "pending"));
    metrics.forEach(id -> rows.get(0).addAll(List.of(id + ".mean", id + ".deviation", id + ".n")));
    for (ConfigurationResult found : result.configurations()) {
      DesignSummary.Row asked = found.configuration();
      List<Object> row =
          row(asked.label(), asked.batchSize(), asked.schedule(), field(found.rank()));
      row.addAll(List.of(found.finished(), found.diverged(), found.failed(), found.pending()));
      metrics.forEach(id -> row.addAll(fields(found.metric(id))));
      rows.add(row);
    }
    return print(rows);
  }

  String correlations() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(row("x", "y", "over", "n", "pearson", "pearson.low", "pearson.high"));
    rows.get(0).addAll(List.of("spearman", "spearman.low", "spearman.high"));
    for (Correlation correlation : result.correlations()) {
      List<Object> row =
          row(correlation.x(), correlation.y(), correlation.over().id(), correlation.n());
      row.addAll(estimateFields(correlation.pearson()));
      row.addAll(estimateFields(correlation.spearman()));
      rows.add(row);
    }
    return print(rows);
  }

  private static List<Object> row(Object... fields) {
    return new ArrayList<>(Arrays.asList(fields));
  }

  private static List<Object> fields(Optional<MetricSummary> summary) {
    return summary
        .<List<Object>>map(s -> List.of(s.mean(), field(s.deviation()), s.n()))
        .orElse(List.of("", "", ""));
  }

  private static List<Object> estimateFields(Optional<CorrelationEstimate> estimate) {
    return estimate
        .<List<Object>>map(
            e ->
                List.of(
                    e.value(),
                    e.interval().<Object>map(ConfidenceInterval::low).orElse(""),
                    e.interval().<Object>map(ConfidenceInterval::high).orElse("")))
        .orElse(List.of("", "", ""));
  }

  private static Object field(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : "";
  }

  private static Object field(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : "";
  }

  private static String print(List<List<Object>> rows) {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecords(rows);
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory cannot be written.", e);
    }
    return text.toString();
  }
}
