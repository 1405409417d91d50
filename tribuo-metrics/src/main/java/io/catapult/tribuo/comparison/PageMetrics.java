/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.trace.Quantity;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a page says of metrics: names, formulas, sources, and which are shown at first. */
final class PageMetrics {

  /** How {@link CellTraining} begins the ids of Tribuo's own metrics. */
  private static final String TRIBUO = "tribuo.";

  private final List<String> ids;
  private final Map<DynamicsMetrics, String> main;

  PageMetrics(ComparisonResult result) {
    this.ids = MetricIds.of(result);
    this.main = new ReportTables(result).metrics();
  }

  /** All that any run has, in the order of the files. */
  List<String> ids() {
    return ids;
  }

  /** Those that the page shows before the reader chooses others. */
  List<String> shown() {
    return main.keySet().stream().map(DynamicsMetrics::id).filter(ids::contains).toList();
  }

  /** A few words for a metric, as short as in the other reports. */
  String name(String id) {
    return known(id)
        .map(metric -> main.getOrDefault(metric, metric.label()))
        .orElseGet(() -> id.startsWith(TRIBUO) ? id.substring(TRIBUO.length()) + ", Tribuo" : id);
  }

  /** Tells of every metric, and of the losses that curves are drawn of. */
  void putQuantities(ObjectNode quantities) {
    ids.forEach(id -> put(quantities.putObject(id), id));
    for (Quantity loss : RunCurve.LOSSES) {
      quantities
          .putObject(loss.id())
          .put("label", loss.label())
          .put("formula", loss.formula())
          .put("source", loss.source())
          .put("unit", loss.unit());
    }
  }

  private void put(ObjectNode node, String id) {
    node.put("label", name(id));
    Optional<DynamicsMetrics> known = known(id);
    node.put("formula", known.map(DynamicsMetrics::formula).orElse(id));
    node.put("source", known.map(DynamicsMetrics::source).orElse("Tribuo's evaluation"));
    node.put("unit", known.map(DynamicsMetrics::unit).orElse("1"));
    node.put("group", known.map(metric -> metric.group().title()).orElse("Tribuo's evaluation"));
  }

  private static Optional<DynamicsMetrics> known(String id) {
    return Arrays.stream(DynamicsMetrics.values())
        .filter(metric -> metric.id().equals(id))
        .findFirst();
  }
}
