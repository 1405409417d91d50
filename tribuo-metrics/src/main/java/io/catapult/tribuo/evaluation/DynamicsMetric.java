/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.trace.TrainingTrace;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.evaluation.metrics.EvaluationMetric;
import org.tribuo.evaluation.metrics.MetricContext;
import org.tribuo.evaluation.metrics.MetricTarget;

/**
 * A metric of a model's training as a metric of Tribuo; its name is {@link DynamicsMetrics#id}.
 *
 * @param definition the metric
 * @param <T> the type of output
 */
public record DynamicsMetric<T extends Output<T>>(DynamicsMetrics definition)
    implements EvaluationMetric<T, DynamicsMetric.Context<T>> {

  private static final Set<DynamicsMetrics> OF_PREDICTIONS =
      EnumSet.of(
          DynamicsMetrics.DIVERGED,
          DynamicsMetrics.TEST_LOSS,
          DynamicsMetrics.TEST_ERROR,
          DynamicsMetrics.GENERALIZATION_GAP);

  /** The value; NaN, as Tribuo needs a number, where it was not measured. */
  @Override
  public double compute(Context<T> context) {
    return context.value(definition).orElse(Double.NaN);
  }

  /**
   * Tribuo has no target for what belongs to a whole model: all of these have its micro average.
   */
  @Override
  public MetricTarget<T> getTarget() {
    return MetricTarget.microAverageTarget();
  }

  @Override
  public String getName() {
    return definition.id();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the model carries no trace
   */
  @Override
  public Context<T> createContext(Model<T> model, List<Prediction<T>> predictions) {
    return new Context<>(model, predictions);
  }

  /** Predicts the data only for a metric that is about predictions. */
  @Override
  public Context<T> createContext(Model<T> model, Dataset<T> dataset) {
    TracedModels.trace(model); // fail before predicting
    return createContext(
        model, OF_PREDICTIONS.contains(definition) ? model.predict(dataset) : List.of());
  }

  /**
   * A model with its trace and its predictions, which may be none; computes every metric.
   *
   * @param <T> the type of output
   */
  public static final class Context<T extends Output<T>> extends MetricContext<T> {

    private final TraceNumbers trace;
    private final TestNumbers test;

    Context(Model<T> model, List<Prediction<T>> predictions) {
      super(model, predictions);
      TrainingTrace found = TracedModels.trace(model);
      this.trace = new TraceNumbers(found);
      this.test = TestNumbers.of(model, found, predictions);
    }

    /** The value of a metric; empty where it was not measured or is not finite. */
    public OptionalDouble value(DynamicsMetrics metric) {
      return metric.compute(trace, test);
    }

    /** The trace of the model's training. */
    public TrainingTrace trace() {
      return trace.trace();
    }
  }
}
