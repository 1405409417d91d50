/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A comparison as JSON; see docs/comparison.md. What is undefined is absent. */
record JsonReport(ComparisonResult result) {

  static final String FORMAT = "djl-catapult-comparison-result";

  ObjectNode root() {
    ObjectNode root = Json.begin(FORMAT);
    root.put("primaryMetric", result.design().primaryMetric().id());
    root.put("catapults", result.design().catapults().id());
    ArrayNode configurations = root.putArray("configurations");
    result.configurations().forEach(found -> put(configurations.addObject(), found));
    ArrayNode runs = root.putArray("runs");
    result.runs().forEach(run -> put(runs.addObject(), run));
    ArrayNode correlations = root.putArray("correlations");
    result.correlations().forEach(found -> put(correlations.addObject(), found));
    return root;
  }

  private static void put(ObjectNode node, ConfigurationResult found) {
    node.put("label", found.configuration().label());
    node.put("batchSize", found.configuration().batchSize());
    node.put("rate", found.configuration().schedule());
    found.rank().ifPresent(rank -> node.put("rank", rank));
    node.put("finished", found.finished());
    node.put("diverged", found.diverged());
    node.put("failed", found.failed());
    node.put("pending", found.pending());
    ObjectNode metrics = node.putObject("metrics");
    found.metrics().forEach((id, summary) -> put(metrics.putObject(id), summary));
  }

  private static void put(ObjectNode node, MetricSummary summary) {
    node.put("mean", summary.mean());
    summary.deviation().ifPresent(deviation -> node.put("deviation", deviation));
    node.put("n", summary.n());
  }

  private static void put(ObjectNode node, RunResult run) {
    node.put("cell", run.cell().id());
    node.put("configuration", run.cell().configuration());
    node.put("seed", run.cell().seed());
    node.put("outcome", run.outcome().id());
    run.failure().ifPresent(failure -> node.put("failure", failure));
    ObjectNode metrics = node.putObject("metrics");
    run.metrics().forEach(metrics::put);
  }

  private static void put(ObjectNode node, Correlation correlation) {
    node.put("x", correlation.x());
    node.put("y", correlation.y());
    node.put("over", correlation.over().id());
    node.put("n", correlation.n());
    put(node, "pearson", correlation.pearson());
    put(node, "spearman", correlation.spearman());
  }

  private static void put(ObjectNode node, String name, Optional<CorrelationEstimate> estimate) {
    estimate.ifPresent(
        found -> {
          ObjectNode coefficient = node.putObject(name).put("value", found.value());
          found
              .interval()
              .ifPresent(
                  interval -> coefficient.put("low", interval.low()).put("high", interval.high()));
        });
  }
}
