/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.tribuo.evaluation.GeneralizationEvaluation;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Output;
import org.tribuo.evaluation.Evaluation;

/** What came out of a training as plain values: the names are those of the comparison's files. */
final class TrainingReport {

  private TrainingReport() {}

  static <T extends Output<T>, E extends Evaluation<T>> Map<String, Object> of(
      GeneralizationEvaluation<T, E> evaluation) {
    Map<String, Double> metrics = new TreeMap<>();
    evaluation.dynamics().values().forEach((metric, value) -> metrics.put(metric.id(), value));
    evaluation
        .test()
        .asMap()
        .forEach((id, value) -> metrics.put("tribuo." + id.getB() + "." + id.getA(), value));
    return Map.of("metrics", metrics);
  }
}
