/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.evaluation.metrics.MetricTarget;

class DynamicsMetricsTest {

  private static final Path DOCUMENT = Path.of("docs", "metrics.md");

  @Test
  void idsAreLowerCaseWordsWithDotsAndHyphens() {
    for (DynamicsMetrics metric : DynamicsMetrics.values()) {
      assertTrue(metric.id().matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*"), metric.id());
    }
  }

  @Test
  void idsAndLabelsNameOneMetricEach() {
    assertEquals(DynamicsMetrics.values().length, distinct(DynamicsMetrics::id));
    assertEquals(DynamicsMetrics.values().length, distinct(DynamicsMetrics::label));
  }

  private static long distinct(Function<DynamicsMetrics, String> name) {
    return Arrays.stream(DynamicsMetrics.values()).map(name).collect(Collectors.toSet()).size();
  }

  @Test
  void everyMetricHasUnitFormulaAndSource() {
    for (DynamicsMetrics metric : DynamicsMetrics.values()) {
      assertTrue(metric.unit().matches("1|s"), metric.id());
      assertTrue(!metric.formula().isBlank() && !metric.source().isBlank(), metric.id());
      assertEquals(metric, DynamicsMetrics.of(metric.id()));
    }
  }

  @Test
  void anUnknownIdIsAnErrorThatListsTheIds() {
    String words =
        assertThrows(IllegalArgumentException.class, () -> DynamicsMetrics.of("loss")).getMessage();
    assertTrue(
        words.startsWith(
            "Expected the id of a metric; found 'loss'. Remedy: choose one of [diverged, steps,"),
        words);
  }

  @Test
  void aMetricOfTribuoIsKnownByTheIdAndTheMicroAverage() {
    MetricID<Label> id = DynamicsMetrics.TEST_LOSS.<Label>metric().getID();
    assertEquals(new MetricID<>(MetricTarget.<Label>microAverageTarget(), "test.loss"), id);
  }

  @Test
  void theTableOfTheDocumentIsTheDictionary() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")).toList();
    List<String> expected =
        Arrays.stream(DynamicsMetrics.values()).map(DynamicsMetricsTest::row).toList();
    assertEquals(String.join("\n", expected), String.join("\n", rows));
  }

  private static String row(DynamicsMetrics metric) {
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            metric.id(),
            metric.label(),
            metric.unit(),
            metric.better().name().toLowerCase(Locale.ROOT),
            metric.formula());
  }
}
