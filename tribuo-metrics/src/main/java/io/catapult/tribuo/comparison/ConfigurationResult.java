/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the runs of one configuration tell.
 *
 * @param configuration the configuration
 * @param rank its place by the mean of the primary metric, 1 for the lowest; equal means share the
 *     better place; empty if no run counts
 * @param metrics mean and deviation by the id of the metric, over those finished runs that have it
 *     and did not diverge
 * @param finished the number of finished runs, the diverged ones among them
 * @param diverged the number of runs that diverged
 * @param failed the number of runs that failed
 * @param pending the number of runs that have no result yet
 */
public record ConfigurationResult(
    DesignSummary.Row configuration,
    OptionalInt rank,
    Map<String, MetricSummary> metrics,
    int finished,
    int diverged,
    int failed,
    int pending) {

  /** Sorts the metrics. */
  public ConfigurationResult {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }

  /** A metric; empty where no run that counts has it. */
  public Optional<MetricSummary> metric(String id) {
    return Optional.ofNullable(metrics.get(id));
  }
}
