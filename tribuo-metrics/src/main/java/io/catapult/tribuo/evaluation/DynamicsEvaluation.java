/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.trace.TrainingTrace;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.provenance.EvaluationProvenance;

/**
 * How a model was trained, in numbers; immutable. What was not measured is absent, so that an
 * {@link org.tribuo.evaluation.EvaluationAggregator} counts each metric over the runs that have it.
 *
 * @param <T> the type of output
 */
public final class DynamicsEvaluation<T extends Output<T>> implements Evaluation<T> {

  private final DynamicsMetric.Context<T> context;
  private final Map<MetricID<T>, Double> results;
  private final Map<DynamicsMetrics, Double> values = new EnumMap<>(DynamicsMetrics.class);
  private final EvaluationProvenance provenance;

  DynamicsEvaluation(
      DynamicsMetric.Context<T> context,
      Map<MetricID<T>, Double> results,
      EvaluationProvenance provenance) {
    this.context = context;
    this.results = Collections.unmodifiableMap(results);
    this.provenance = provenance;
    results.forEach((id, value) -> values.put(DynamicsMetrics.of(id.getB()), value));
  }

  /** The metrics that are known, in the order of {@link DynamicsMetrics}. */
  @Override
  public Map<MetricID<T>, Double> asMap() {
    return results;
  }

  /** The same by metric. */
  public Map<DynamicsMetrics, Double> values() {
    return Collections.unmodifiableMap(values);
  }

  /** The value of a metric; empty where it was not measured or is not finite. */
  public OptionalDouble value(DynamicsMetrics metric) {
    Double value = values.get(metric);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The metrics that are not known. */
  public List<DynamicsMetrics> notMeasured() {
    return Arrays.stream(DynamicsMetrics.values()).filter(m -> !values.containsKey(m)).toList();
  }

  /** The trace of the training. */
  public TrainingTrace trace() {
    return context.trace();
  }

  /** The predictions that were evaluated with it; none if the training alone was. */
  @Override
  public List<Prediction<T>> getPredictions() {
    return context.getPredictions();
  }

  @Override
  public EvaluationProvenance getProvenance() {
    return provenance;
  }

  /** A table by group. */
  @Override
  public String toString() {
    return EvaluationText.of(this);
  }
}
