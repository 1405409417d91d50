/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.evaluation.AbstractEvaluator;
import org.tribuo.evaluation.metrics.EvaluationMetric;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.provenance.EvaluationProvenance;

/**
 * Evaluates how a model was trained, from the trace that it carries, itself or inside a transformed
 * model, and from its predictions what only they tell: the metrics of {@link DynamicsMetrics}.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the model carries no trace. No state:
 * for any number of threads.
 *
 * @param <T> the type of output
 */
public final class DynamicsEvaluator<T extends Output<T>>
    extends AbstractEvaluator<
        T, DynamicsMetric.Context<T>, DynamicsEvaluation<T>, DynamicsMetric<T>> {

  /**
   * Evaluates the training alone: predicts nothing, so that all about test data is absent. In the
   * provenance the training data take the place of the test data.
   */
  public DynamicsEvaluation<T> evaluate(Model<T> model) {
    return evaluate(model, List.of(), model.getProvenance().getDatasetProvenance());
  }

  @Override
  protected Set<DynamicsMetric<T>> createMetrics(Model<T> model) {
    Set<DynamicsMetric<T>> metrics = new LinkedHashSet<>();
    Arrays.stream(DynamicsMetrics.values()).forEach(metric -> metrics.add(metric.metric()));
    return metrics;
  }

  @Override
  protected DynamicsMetric.Context<T> createContext(
      Model<T> model, List<Prediction<T>> predictions) {
    return new DynamicsMetric.Context<>(model, predictions);
  }

  /** Leaves out what is undefined: one NaN would spoil Tribuo's statistics over several runs. */
  @Override
  protected Map<MetricID<T>, Double> computeResults(
      DynamicsMetric.Context<T> context,
      Set<? extends EvaluationMetric<T, DynamicsMetric.Context<T>>> metrics) {
    Map<MetricID<T>, Double> results = new LinkedHashMap<>();
    for (EvaluationMetric<T, DynamicsMetric.Context<T>> metric : metrics) {
      double value = metric.compute(context);
      if (!Double.isNaN(value)) {
        results.put(metric.getID(), value);
      }
    }
    return results;
  }

  @Override
  protected DynamicsEvaluation<T> createEvaluation(
      DynamicsMetric.Context<T> context,
      Map<MetricID<T>, Double> results,
      EvaluationProvenance provenance) {
    return new DynamicsEvaluation<>(context, results, provenance);
  }
}
