/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the page of a comparison knows: the JSON of comparison.json with words, meanings, curves and
 * settings added; see docs/comparison.md.
 */
final class ComparisonPageData {

  static final String TITLE = "Comparison of optimizers";

  private final ComparisonResult result;
  private final ComparisonFiles files;
  private final PageMetrics metrics;

  ComparisonPageData(ComparisonResult result) {
    this.result = result;
    this.files = ComparisonFiles.of(result);
    this.metrics = new PageMetrics(result);
  }

  ObjectNode root() {
    ObjectNode root = Json.MAPPER.createObjectNode().put("kind", "comparison").put("title", TITLE);
    ObjectNode report = new JsonReport(result).root();
    root.setAll(report);
    putFamilies(root, report.withArray("configurations"));
    List<ObjectNode> runs = new ArrayList<>();
    report.withArray("runs").forEach(run -> runs.add((ObjectNode) run));
    int curves = new PageRuns(result, files).put(runs, root.putObject("shared"));
    new ComparisonStory(result, metrics, curves).put(root);
    metrics.ids().forEach(root.putArray("metrics")::add);
    metrics.shown().forEach(root.putArray("shown")::add);
    metrics.putQuantities(root.putObject("quantities"));
    return root;
  }

  private void putFamilies(ObjectNode root, ArrayNode configurations) {
    Set<String> families = new LinkedHashSet<>();
    int i = 0;
    for (DesignSummary.Row row : result.design().configurations()) {
      JsonNode components = files.components(row.label());
      String family = OptimizerFamily.of(row, components);
      families.add(family);
      ((ObjectNode) configurations.get(i++)).put("family", family);
    }
    families.forEach(root.putArray("families")::add);
  }
}
