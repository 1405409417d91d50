/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.util.Pair;
import io.catapult.djl.trace.TrainingTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.evaluation.DescriptiveStats;
import org.tribuo.evaluation.EvaluationAggregator;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluation;
import org.tribuo.regression.evaluation.RegressionEvaluator;

/** What Tribuo does with evaluations works with these. */
class TribuoToolsTest {

  private static final Dataset<Regressor> DATA = Examples.twoOutputs();
  private static final GeneralizationEvaluator<Regressor, RegressionEvaluation> EVALUATOR =
      new GeneralizationEvaluator<>(new RegressionEvaluator());

  private static TracedModel.Trainer<Regressor> trainer(TrainingTrace... traces) {
    return new TracedModel.Trainer<>(Examples.offByOneAndTwo(), traces);
  }

  private static DescriptiveStats of(
      Map<MetricID<Regressor>, DescriptiveStats> statistics, DynamicsMetrics metric) {
    return statistics.get(metric.<Regressor>metric().getID());
  }

  @Test
  void crossValidationCarriesTheTraceOfEachFold() {
    var folds =
        new CrossValidation<>(trainer(Traces.catapult(), Traces.losses(2, 1)), DATA, EVALUATOR, 2)
            .evaluate();
    assertEquals(2, folds.size());
    Map<MetricID<Regressor>, DescriptiveStats> statistics =
        EvaluationAggregator.summarizeCrossValidation(folds);
    DescriptiveStats loss = of(statistics, DynamicsMetrics.TRAIN_LOSS);
    assertEquals((0.5 + 1) / 2, loss.getMean());
    assertEquals(2, loss.getN());
    assertEquals(Examples.SQUARED_ERROR, of(statistics, DynamicsMetrics.TEST_LOSS).getMean(), 1e-9);
  }

  /** Tribuo counts each metric over the evaluations that have it. */
  @Test
  void aMetricThatOneFoldLacksIsThatOfTheOthers() {
    var folds =
        new CrossValidation<>(trainer(Traces.catapult(), Traces.losses(2, 1)), DATA, EVALUATOR, 2)
            .evaluate();
    List<GeneralizationEvaluation<Regressor, RegressionEvaluation>> evaluations =
        folds.stream().map(Pair::getA).toList();
    DescriptiveStats alignment =
        of(EvaluationAggregator.summarize(evaluations), DynamicsMetrics.AGOP_ALIGNMENT_BEST);
    assertEquals(1, alignment.getN());
    assertEquals(0.9, alignment.getMean());
  }

  @Test
  void aggregatedEvaluationsKnowNoNaN() {
    TracedModel.Trainer<Regressor> trainer =
        trainer(Traces.losses(2, Double.POSITIVE_INFINITY), Traces.losses(2, 1));
    List<TracedModel<Regressor>> models = List.of(trainer.train(DATA), trainer.train(DATA));
    Map<MetricID<Regressor>, DescriptiveStats> statistics =
        EvaluationAggregator.summarize(new DynamicsEvaluator<>(), models, DATA);
    for (DescriptiveStats each : statistics.values()) {
      assertTrue(each.values().stream().allMatch(Double::isFinite), statistics::toString);
    }
    assertEquals(0.5, of(statistics, DynamicsMetrics.DIVERGED).getMean());
    assertEquals(1, of(statistics, DynamicsMetrics.TRAIN_LOSS).getN());
  }

  @Test
  void theBestOfSeveralIsFoundByAMetric() {
    TracedModel.Trainer<Regressor> trainer = trainer(Traces.losses(2, 1), Traces.catapult());
    List<GeneralizationEvaluation<Regressor, RegressionEvaluation>> evaluations =
        List.of(
            EVALUATOR.evaluate(trainer.train(DATA), DATA),
            EVALUATOR.evaluate(trainer.train(DATA), DATA));
    MetricID<Regressor> steps = DynamicsMetrics.STEPS.<Regressor>metric().getID();
    Pair<Integer, Double> best =
        EvaluationAggregator.argmax(evaluations, evaluation -> evaluation.get(steps));
    assertEquals(new Pair<>(1, 4.0), best);
  }

  @Test
  void aSingleMetricPredictsOnlyIfItIsAboutPredictions() {
    TracedModel<Regressor> model = trainer(Traces.catapult()).train(DATA);
    DynamicsMetric<Regressor> drop = DynamicsMetrics.NTK_NORM_DROP.metric();
    assertEquals(0.8, EvaluationAggregator.summarize(drop, List.of(model), DATA).getMean(), 1e-12);
    assertEquals(0, model.predicted());
    DynamicsMetric<Regressor> loss = DynamicsMetrics.TEST_LOSS.metric();
    assertEquals(
        Examples.SQUARED_ERROR,
        EvaluationAggregator.summarize(loss, List.of(model), DATA).getMean(),
        1e-12);
    assertEquals(DATA.size(), model.predicted());
  }

  @Test
  void aSingleMetricThatWasNotMeasuredIsNotANumber() {
    TracedModel<Regressor> model = trainer(Traces.losses(2, 1)).train(DATA);
    DynamicsMetric<Regressor> metric = DynamicsMetrics.SHARPNESS_END.metric();
    assertEquals(Double.NaN, metric.compute(metric.createContext(model, DATA)));
  }

  @Test
  void theTrainingAloneIsEvaluatedWithoutPredicting() {
    TracedModel<Regressor> model = trainer(Traces.catapult()).train(DATA);
    DynamicsEvaluation<Regressor> evaluation = new DynamicsEvaluator<Regressor>().evaluate(model);
    assertEquals(0, model.predicted());
    assertEquals(List.of(), evaluation.getPredictions());
    assertTrue(evaluation.value(DynamicsMetrics.TEST_LOSS).isEmpty());
    assertEquals(4, evaluation.value(DynamicsMetrics.STEPS).getAsDouble());
    assertEquals(DATA.getProvenance(), evaluation.getProvenance().getTestDatasetProvenance());
  }
}
