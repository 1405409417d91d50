/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The metrics that a comparison has, in the order of the files. */
final class MetricIds {

  private MetricIds() {}

  /** Those that any run has: first ours, in the order of their dictionary, then Tribuo's. */
  static List<String> of(ComparisonResult result) {
    Set<String> found = new TreeSet<>();
    result.runs().forEach(run -> found.addAll(run.metrics().keySet()));
    Stream<String> ours =
        Arrays.stream(DynamicsMetrics.values()).map(DynamicsMetrics::id).filter(found::contains);
    Set<String> ordered = new LinkedHashSet<>(ours.toList());
    ordered.addAll(found);
    return List.copyOf(ordered);
  }
}
