/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.evaluation.DynamicsMetrics;
import io.catapult.tribuo.evaluation.MetricGroup;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What one cell told.
 *
 * @param cell the cell
 * @param outcome whether it has ended, and how
 * @param failure why it failed; empty if it did not
 * @param metrics finite values by the id of the metric: those of {@link DynamicsMetrics}, and those
 *     of Tribuo's own evaluation as tribuo.NAME.AVERAGE. Times are left out: they are in the cell's
 *     file alone, so that they cannot make two equal comparisons differ.
 */
public record RunResult(
    Cell cell, Outcome outcome, Optional<String> failure, Map<String, Double> metrics) {

  /** Sorts the metrics and leaves times out. */
  public RunResult {
    Map<String, Double> sorted = new TreeMap<>(metrics);
    Arrays.stream(DynamicsMetrics.values())
        .filter(metric -> metric.group() == MetricGroup.TIME)
        .forEach(metric -> sorted.remove(metric.id()));
    metrics = Collections.unmodifiableMap(sorted);
  }

  static RunResult of(Cell cell, Optional<CellResult> result) {
    return result
        .map(
            r ->
                new RunResult(
                    cell,
                    r.failure().isPresent() ? Outcome.FAILED : Outcome.FINISHED,
                    r.failure(),
                    r.metrics()))
        .orElseGet(() -> new RunResult(cell, Outcome.PENDING, Optional.empty(), Map.of()));
  }

  /** The value of a metric; empty where there is none. */
  public OptionalDouble value(String metric) {
    Double value = metrics.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Whether the training diverged. */
  public boolean hasDiverged() {
    return value(DynamicsMetrics.DIVERGED.id()).orElse(0) != 0;
  }

  /** Whether means and correlations count it: it has finished and has not diverged. */
  boolean counts() {
    return outcome == Outcome.FINISHED && !hasDiverged();
  }

  /** Whether a cell has ended, and how. */
  public enum Outcome {
    /** It was trained and evaluated. */
    FINISHED("finished"),
    /** It threw an exception, or its worker crashed twice. */
    FAILED("failed"),
    /** It has no result yet. */
    PENDING("pending");

    private final String id;

    Outcome(String id) {
      this.id = id;
    }

    /** The name in files and tables. */
    public String id() {
      return id;
    }
  }
}
