/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.TestLoss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.datasource.ListDataSource;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.baseline.DummyRegressionTrainer;
import org.tribuo.regression.evaluation.RegressionEvaluation;
import org.tribuo.regression.evaluation.RegressionEvaluator;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** Tribuo's own evaluation and that of the training, as one. */
class GeneralizationEvaluatorTest {

  private static final GeneralizationEvaluator<Regressor, RegressionEvaluation> REGRESSION =
      new GeneralizationEvaluator<>(new RegressionEvaluator());
  private static final GeneralizationEvaluator<Label, LabelEvaluation> CLASSIFICATION =
      new GeneralizationEvaluator<>(new LabelEvaluator());

  private static TracedModel<Regressor> regressor(TrainingTrace trace) {
    return new TracedModel.Trainer<>(Examples.offByOneAndTwo(), trace).train(Examples.twoOutputs());
  }

  private static TracedModel<Label> classifier(double sure) {
    return new TracedModel.Trainer<>(Examples.always("cat", sure, "dog"), Traces.catapult())
        .train(Examples.catsAndDogs());
  }

  private static double value(GeneralizationEvaluation<?, ?> evaluation, DynamicsMetrics metric) {
    return evaluation.dynamics().value(metric).orElseThrow();
  }

  @Test
  void aRegressionIsPredictedOnceAndAsMapIsTheUnion() {
    TracedModel<Regressor> model = regressor(Traces.catapult());
    Dataset<Regressor> test = Examples.twoOutputs();
    var evaluation = REGRESSION.evaluate(model, test);
    assertEquals(test.size(), model.predicted());
    Map<MetricID<Regressor>, Double> union =
        new HashMap<>(new RegressionEvaluator().evaluate(model, test).asMap());
    Map<MetricID<Regressor>, Double> dynamics =
        new DynamicsEvaluator<Regressor>().evaluate(model, test).asMap();
    int both = union.size() + dynamics.size();
    union.putAll(dynamics);
    assertEquals(both, union.size());
    assertEquals(union, evaluation.asMap());
    assertEquals((1 + 2) / 2.0, evaluation.test().averageRMSE(), 1e-12);
  }

  @Test
  void theTestLossOfTheSquaredLossSumsOverOutputs() {
    var evaluation = REGRESSION.evaluate(regressor(Traces.catapult()), Examples.twoOutputs());
    assertEquals(Examples.SQUARED_ERROR, value(evaluation, DynamicsMetrics.TEST_LOSS), 1e-12);
    assertEquals(
        Examples.SQUARED_ERROR - 0.5, value(evaluation, DynamicsMetrics.GENERALIZATION_GAP), 1e-12);
    assertTrue(evaluation.dynamics().value(DynamicsMetrics.TEST_ERROR).isEmpty());
  }

  @Test
  void aModelTrainedByAnotherLossHasNoTestLossUnlessItTellsIt() {
    TrainingTrace trace =
        Traces.ended(Traces.header("net", "L2Loss", Map.of()), Traces.catapultMeasurements());
    var silent = REGRESSION.evaluate(regressor(trace), Examples.twoOutputs()).dynamics();
    assertTrue(silent.value(DynamicsMetrics.TEST_LOSS).isEmpty());
    assertTrue(silent.value(DynamicsMetrics.GENERALIZATION_GAP).isEmpty());
    var evaluation = REGRESSION.evaluate(new Telling(trace), Examples.twoOutputs());
    assertEquals(0.75, value(evaluation, DynamicsMetrics.TEST_LOSS));
    assertEquals(0.25, value(evaluation, DynamicsMetrics.GENERALIZATION_GAP));
  }

  /** A model that says that its loss is an eighth of the number of samples. */
  private static final class Telling extends TracedModel<Regressor> implements TestLoss<Regressor> {
    private static final long serialVersionUID = 1L;

    Telling(TrainingTrace trace) {
      super(
          Examples.twoOutputs(),
          DummyRegressionTrainer.createMeanTrainer().getProvenance(),
          trace,
          Examples.offByOneAndTwo());
    }

    @Override
    public OptionalDouble testLoss(List<Prediction<Regressor>> predictions) {
      return OptionalDouble.of(predictions.size() / 8.0);
    }
  }

  @Test
  void aClassificationHasATestErrorAndIsPredictedOnce() {
    TracedModel<Label> model = classifier(0.75);
    var evaluation = CLASSIFICATION.evaluate(model, Examples.catsAndDogs());
    assertEquals(6, model.predicted());
    assertEquals(2.0 / 6, value(evaluation, DynamicsMetrics.TEST_ERROR), 1e-12);
    assertEquals(4.0 / 6, evaluation.test().accuracy(), 1e-12);
    assertTrue(evaluation.dynamics().value(DynamicsMetrics.TEST_LOSS).isEmpty());
    assertEquals(
        evaluation.test().asMap().size() + evaluation.dynamics().asMap().size(),
        evaluation.asMap().size());
    assertFalse(evaluation.asMap().containsValue(Double.NaN));
  }

  @Test
  void aClassifierOfNaNsHasDivergedWhateverItsAccuracy() {
    var evaluation = CLASSIFICATION.evaluate(classifier(Double.NaN), Examples.catsAndDogs());
    assertEquals(4.0 / 6, evaluation.test().accuracy(), 1e-12);
    assertEquals(1, value(evaluation, DynamicsMetrics.DIVERGED));
  }

  @Test
  void aRegressionOfNaNsHasDivergedAndNoTestLoss() {
    TracedModel<Regressor> model =
        new TracedModel.Trainer<Regressor>(
                example -> new Prediction<>(Examples.y(0, Double.NaN), 1, example),
                Traces.losses(2, 1))
            .train(Examples.twoOutputs());
    var evaluation = REGRESSION.evaluate(model, Examples.twoOutputs());
    assertEquals(1, value(evaluation, DynamicsMetrics.DIVERGED));
    assertTrue(evaluation.dynamics().value(DynamicsMetrics.TEST_LOSS).isEmpty());
  }

  @Test
  void thereIsOneProvenanceAndOneListOfPredictions() {
    Dataset<Regressor> test = Examples.twoOutputs();
    TracedModel<Regressor> model = regressor(Traces.catapult());
    var evaluation = REGRESSION.evaluate(model, test);
    assertEquals(model.getProvenance(), evaluation.getProvenance().getModelProvenance());
    assertEquals(test.getProvenance(), evaluation.getProvenance().getTestDatasetProvenance());
    assertEquals(evaluation.getProvenance(), evaluation.dynamics().getProvenance());
    assertEquals(evaluation.getPredictions(), evaluation.dynamics().getPredictions());
    assertEquals(test.size(), evaluation.getPredictions().size());
  }

  @Test
  void dataSourcesAndPredictionsAreEvaluatedAsDatasets() {
    Dataset<Regressor> test = Examples.twoOutputs();
    TracedModel<Regressor> model = regressor(Traces.catapult());
    Map<MetricID<Regressor>, Double> whole = REGRESSION.evaluate(model, test).asMap();
    var source =
        new ListDataSource<>(
            test.getData(),
            test.getOutputFactory(),
            new SimpleDataSourceProvenance("by hand", test.getOutputFactory()));
    assertEquals(whole, REGRESSION.evaluate(model, source).asMap());
    int before = model.predicted();
    List<Prediction<Regressor>> predictions = model.predict(test);
    assertEquals(whole, REGRESSION.evaluate(model, predictions, test.getProvenance()).asMap());
    assertEquals(before + test.size(), model.predicted());
  }

  @Test
  void theTraceAndTheTestLossAreFoundInsideATransformedModel() {
    var inner = new TracedModel.Trainer<>(Examples.offByOneAndTwo(), Traces.catapult());
    var scaling = new TransformationMap(List.of(new LinearScalingTransformation(0, 1)));
    Model<Regressor> twice =
        new TransformTrainer<>(new TransformTrainer<>(inner, scaling), scaling)
            .train(Examples.twoOutputs());
    var evaluation = REGRESSION.evaluate(twice, Examples.twoOutputs());
    assertEquals(20, value(evaluation, DynamicsMetrics.NTK_NORM_LARGEST));
    assertEquals(Examples.SQUARED_ERROR, value(evaluation, DynamicsMetrics.TEST_LOSS), 1e-12);
  }

  @Test
  void aModelThatCarriesNoTraceIsAnErrorOfBothEvaluators() {
    Model<Regressor> model =
        DummyRegressionTrainer.createMeanTrainer().train(Examples.twoOutputs());
    String words = failure(() -> REGRESSION.evaluate(model, Examples.twoOutputs()));
    assertEquals(
        "Expected a model with the trace of its training; found '"
            + model.getName()
            + "' (org.tribuo.regression.baseline.DummyRegressionModel), which carries none."
            + " Remedy: train it by a trainer of TraceCarriers, or evaluate it by Tribuo's own"
            + " evaluator.",
        words);
    assertEquals(words, failure(() -> new DynamicsEvaluator<Regressor>().evaluate(model)));
  }

  @Test
  void aTrainingThatWasNotWatchedIsAnErrorBeforeAnythingIsPredicted() {
    TracedModel<Regressor> model =
        new TracedModel.Trainer<>(Examples.offByOneAndTwo()).train(Examples.twoOutputs());
    String words = failure(() -> REGRESSION.evaluate(model, Examples.twoOutputs()));
    assertTrue(
        words.contains(
            "found 'traced' (io.catapult.tribuo.evaluation.TracedModel) of a training that was not"
                + " watched. Remedy: have the training watched, or"),
        words);
    assertEquals(0, model.predicted());
  }

  private static String failure(org.junit.jupiter.api.function.Executable body) {
    return assertThrows(IllegalArgumentException.class, body).getMessage();
  }
}
