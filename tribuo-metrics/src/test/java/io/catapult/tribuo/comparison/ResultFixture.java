/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of comparisons without a training. */
final class ResultFixture {

  static final String LOSS = DynamicsMetrics.TEST_LOSS.id();
  static final String ALIGNMENT = DynamicsMetrics.AGOP_ALIGNMENT_END.id();
  static final String CATAPULTS = DynamicsMetrics.SPIKES_CATAPULT.id();
  static final String DIVERGED = DynamicsMetrics.DIVERGED.id();

  private final DynamicsMetrics primary;
  private final List<Long> seeds;
  private final List<DesignSummary.Row> rows = new ArrayList<>();
  private final List<RunResult> runs = new ArrayList<>();

  ResultFixture(Long... seeds) {
    this(DynamicsMetrics.TEST_LOSS, seeds);
  }

  ResultFixture(DynamicsMetrics primary, Long... seeds) {
    this.primary = primary;
    this.seeds = List.of(seeds);
  }

  /** Adds a configuration with its runs, by seed. */
  @SafeVarargs
  final ResultFixture add(
      String label, int batchSize, String rate, Map<String, Double>... metrics) {
    rows.add(new DesignSummary.Row(label, batchSize, rate));
    for (int i = 0; i < metrics.length; i++) {
      runs.add(
          new RunResult(
              cell(label, seeds.get(i)), RunResult.Outcome.FINISHED, Optional.empty(), metrics[i]));
    }
    return this;
  }

  /** Makes the last run one that failed. */
  ResultFixture butTheLastFailed(String reason) {
    RunResult last = runs.remove(runs.size() - 1);
    runs.add(new RunResult(last.cell(), RunResult.Outcome.FAILED, Optional.of(reason), Map.of()));
    return this;
  }

  ComparisonResult result() {
    return ComparisonResult.of(design(), runs);
  }

  DesignSummary design() {
    return new DesignSummary(primary, DynamicsMetrics.SPIKES_CATAPULT, seeds, rows);
  }

  static Map<String, Double> run(double loss, double alignment, double catapults) {
    Map<String, Double> metrics = new HashMap<>();
    metrics.put(LOSS, loss);
    metrics.put(ALIGNMENT, alignment);
    metrics.put(CATAPULTS, catapults);
    metrics.put(DIVERGED, 0.0);
    return metrics;
  }

  static Map<String, Double> diverged() {
    return Map.of(DIVERGED, 1.0, LOSS, 1e30);
  }

  private static Cell cell(String label, long seed) {
    return new Cell(label + "-" + seed, label, seed, Path.of("cells"));
  }
}
