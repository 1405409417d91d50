/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import java.util.List;
import java.util.Objects;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.provenance.DataProvenance;

/**
 * Evaluates a model on test data by Tribuo's own evaluator, which predicts them once, and its
 * training by the trace that the model carries.
 *
 * <pre>{@code
 * var evaluator = new GeneralizationEvaluator<>(new RegressionEvaluator());
 * var evaluation = evaluator.evaluate(model, test);
 * evaluation.test().averageRMSE();
 * evaluation.dynamics().value(DynamicsMetrics.AGOP_ALIGNMENT_END);
 * }</pre>
 *
 * <p>Every method throws {@link IllegalArgumentException} if the model carries no trace, before
 * anything is predicted.
 *
 * @param <T> the type of output
 * @param <E> Tribuo's own evaluation of such outputs
 */
public final class GeneralizationEvaluator<T extends Output<T>, E extends Evaluation<T>>
    implements Evaluator<T, GeneralizationEvaluation<T, E>> {

  private final Evaluator<T, E> testEvaluator;
  private final DynamicsEvaluator<T> dynamics = new DynamicsEvaluator<>();

  /**
   * Unites the evaluation of the training with another.
   *
   * @param testEvaluator the evaluator of the predictions, such as a {@code RegressionEvaluator}
   */
  public GeneralizationEvaluator(Evaluator<T, E> testEvaluator) {
    this.testEvaluator = Objects.requireNonNull(testEvaluator, "testEvaluator");
  }

  @Override
  public GeneralizationEvaluation<T, E> evaluate(Model<T> model, Dataset<T> dataset) {
    TracedModels.trace(model);
    return unite(model, testEvaluator.evaluate(model, dataset));
  }

  @Override
  public GeneralizationEvaluation<T, E> evaluate(Model<T> model, DataSource<T> datasource) {
    TracedModels.trace(model);
    return unite(model, testEvaluator.evaluate(model, datasource));
  }

  @Override
  public GeneralizationEvaluation<T, E> evaluate(
      Model<T> model, List<Prediction<T>> predictions, DataProvenance dataProvenance) {
    TracedModels.trace(model);
    return unite(model, testEvaluator.evaluate(model, predictions, dataProvenance));
  }

  /** The predictions and the provenance are those of Tribuo's evaluation. */
  private GeneralizationEvaluation<T, E> unite(Model<T> model, E test) {
    DataProvenance data = test.getProvenance().getTestDatasetProvenance();
    return new GeneralizationEvaluation<>(
        test, dynamics.evaluate(model, test.getPredictions(), data));
  }
}
