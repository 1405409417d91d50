/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.detect.DynamicsDetector;
import io.catapult.djl.detect.StepNumbers;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceRecorder;
import io.catapult.djl.trace.TrainingTrace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tribuo.regression.Regressor;

/** Every metric of a trace, against numbers worked out by hand. */
class TraceMetricsTest {

  private static final double ROUNDING = 1e-12;

  private static DynamicsEvaluation<Regressor> evaluate(TrainingTrace trace) {
    return new DynamicsEvaluator<Regressor>()
        .evaluate(
            new TracedModel.Trainer<>(Examples.offByOneAndTwo(), trace)
                .train(Examples.twoOutputs()));
  }

  private static Map<DynamicsMetrics, Double> ofTheCatapult() {
    Map<DynamicsMetrics, Double> truth = new EnumMap<>(DynamicsMetrics.class);
    truth.put(DynamicsMetrics.DIVERGED, 0.0);
    truth.put(DynamicsMetrics.STEPS, 4.0);
    truth.put(DynamicsMetrics.EPOCHS, 2.0);
    truth.put(DynamicsMetrics.TRAIN_LOSS, 0.5);
    truth.put(DynamicsMetrics.VALIDATION_LOSS_BEST, 1.5);
    truth.put(DynamicsMetrics.VALIDATION_LOSS_BEST_STEP, 3.0);
    truth.put(DynamicsMetrics.CATAPULTS_PROJECTED_LOSS, 3.0); // updates 0, 2, 3
    truth.put(DynamicsMetrics.CATAPULTS_PROJECTED_LOSS_UNTIL_BEST, 2.0);
    truth.put(DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE, 2.0); // updates 0, 2
    truth.put(DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE_UNTIL_BEST, 2.0);
    truth.put(DynamicsMetrics.SPIKES_CATAPULT, 1.0);
    truth.put(DynamicsMetrics.SPIKES_BAD_BATCH, 0.0);
    truth.put(DynamicsMetrics.SPIKES_DIVERGENCE, 0.0);
    truth.put(DynamicsMetrics.SPIKES_UNRESOLVED, 0.0);
    truth.put(DynamicsMetrics.MATCH_RATE, 1.0 / 2); // of the rises by updates 0 and 1, the first
    truth.put(DynamicsMetrics.SIGN_AGREEMENT, 3.0 / 4); // not update 3
    truth.put(DynamicsMetrics.RISES_TOP_SHARE, (3.8 + 1.2) / (4 + 2));
    truth.put(DynamicsMetrics.NTK_NORM_LARGEST, 20.0);
    truth.put(DynamicsMetrics.NTK_NORM_END, 4.0);
    truth.put(DynamicsMetrics.NTK_NORM_DROP, 0.8);
    truth.put(DynamicsMetrics.CRITICAL_RATE_START, 0.4);
    truth.put(DynamicsMetrics.CRITICAL_RATE_END, 1.0);
    truth.put(DynamicsMetrics.RATE_RATIO_LARGEST, 2.5);
    truth.put(DynamicsMetrics.RATE_RATIO_SHARE_ABOVE, 2.0 / 4);
    truth.put(DynamicsMetrics.SHARPNESS_END, 2.0);
    truth.put(DynamicsMetrics.AGOP_ALIGNMENT_START, 0.1);
    truth.put(DynamicsMetrics.AGOP_ALIGNMENT_BEST, 0.9);
    truth.put(DynamicsMetrics.AGOP_ALIGNMENT_END, 0.8);
    truth.put(DynamicsMetrics.TRAINING_TIME, 10.0);
    truth.put(DynamicsMetrics.MEASURING_TIME, 1.0);
    truth.put(DynamicsMetrics.MEASURING_OVERHEAD, 0.1);
    return truth;
  }

  private static void assertNear(
      Map<DynamicsMetrics, Double> truth, Map<DynamicsMetrics, Double> values) {
    assertEquals(truth.keySet(), values.keySet());
    truth.forEach(
        (metric, value) -> assertEquals(value, values.get(metric), ROUNDING, metric.id()));
  }

  @Test
  void everyMetricIsWhatTheRunSays() {
    assertNear(ofTheCatapult(), evaluate(Traces.catapult()).values());
  }

  @Test
  void aKilledProcessLosesNothingButTheTimeAfterItsLastMeasurement() {
    Map<DynamicsMetrics, Double> truth = ofTheCatapult();
    truth.put(DynamicsMetrics.TRAINING_TIME, 9.5);
    truth.put(DynamicsMetrics.MEASURING_TIME, 0.95);
    TrainingTrace killed = Traces.killed(Traces.header(), Traces.catapultMeasurements());
    assertNear(truth, evaluate(killed).values());
  }

  @Test
  void aFooterTellsOfTheStepsThatMemoryNoLongerHolds() {
    DynamicsDetector detector = DynamicsDetector.create();
    double no = Double.NaN;
    for (int step = 0; step < 50; step++) {
      detector.accept(new StepNumbers(step, 0.5, no, no, no, no, 1, no, no, no, no, no));
    }
    try (TraceRecorder recorder = Traces.record(Traces.header(), Traces.loss(49, 1))) {
      recorder.finish(0, 0, "the training ended", detector.summary().toMap());
      DynamicsEvaluation<Regressor> evaluation = evaluate(recorder.snapshot());
      assertEquals(50, evaluation.value(DynamicsMetrics.CATAPULTS_PROJECTED_LOSS).getAsDouble());
      assertEquals(0, evaluation.value(DynamicsMetrics.MEASURING_OVERHEAD).getAsDouble());
    }
  }

  @Test
  void theTimesOfTheRunsPartsAddUp() {
    try (TraceRecorder recorder = Traces.record(Traces.header(), clock(0, 1, 3), clock(1, 2, 7))) {
      recorder.add(TraceEvent.of(1, TraceEvent.Kind.RESUMED, "resumed"));
      recorder.add(clock(2, 0.5, 1));
      recorder.add(clock(3, 1.5, 4));
      recorder.finish(1.75, 4.5, "the training ended", Map.of());
      DynamicsEvaluation<Regressor> evaluation = evaluate(recorder.snapshot());
      assertEquals(2 + 1.5, evaluation.value(DynamicsMetrics.MEASURING_TIME).getAsDouble());
      assertEquals(7 + 4, evaluation.value(DynamicsMetrics.TRAINING_TIME).getAsDouble());
    }
  }

  private static Measurement clock(long step, double measuring, double training) {
    return Measurement.at(step, 0)
        .put(Quantity.MEASURING_TIME, measuring)
        .put(Quantity.TRAINING_TIME, training)
        .build();
  }

  @Test
  void whatWasNotMeasuredIsAbsentAndOnlyThat() {
    TrainingTrace nothing = Traces.killed(Traces.header());
    assertEquals(
        Set.of(DynamicsMetrics.DIVERGED, DynamicsMetrics.STEPS),
        evaluate(nothing).values().keySet());
    DynamicsEvaluation<Regressor> losses = evaluate(Traces.losses(2, 1));
    assertEquals(0, losses.value(DynamicsMetrics.SPIKES_CATAPULT).getAsDouble());
    assertTrue(losses.value(DynamicsMetrics.CATAPULTS_PROJECTED_LOSS).isEmpty());
    assertTrue(losses.value(DynamicsMetrics.RISES_TOP_SHARE).isEmpty());
    List<DynamicsMetrics> absent = losses.notMeasured();
    assertTrue(absent.contains(DynamicsMetrics.NTK_NORM_DROP), absent::toString);
    assertEquals(DynamicsMetrics.values().length, absent.size() + losses.values().size());
  }

  @Test
  void ratesOfAnAdaptiveOptimizerAreNotHeldAgainstCriticalRates() {
    Map<String, Object> adaptive = Map.of("rates compare with critical rates", false);
    TrainingTrace trace =
        Traces.ended(
            Traces.header("net", "SquaredErrorLoss", adaptive), Traces.catapultMeasurements());
    DynamicsEvaluation<Regressor> evaluation = evaluate(trace);
    assertTrue(evaluation.value(DynamicsMetrics.RATE_RATIO_LARGEST).isEmpty());
    assertTrue(evaluation.value(DynamicsMetrics.RATE_RATIO_SHARE_ABOVE).isEmpty());
    assertTrue(evaluation.value(DynamicsMetrics.CATAPULTS_KERNEL_CRITICAL_RATE).isEmpty());
    assertEquals(0.4, evaluation.value(DynamicsMetrics.CRITICAL_RATE_START).getAsDouble());
  }

  @Test
  void aRunWhoseLossIsNotFiniteHasDivergedAndNoFinalLoss() {
    for (double end : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
      DynamicsEvaluation<Regressor> evaluation = evaluate(Traces.losses(2, 1, 50, end));
      assertEquals(1, evaluation.value(DynamicsMetrics.DIVERGED).getAsDouble());
      assertTrue(evaluation.value(DynamicsMetrics.TRAIN_LOSS).isEmpty());
    }
  }

  @Test
  void aRunThatEndsFarUpHasDiverged() {
    DynamicsEvaluation<Regressor> evaluation = evaluate(Traces.losses(2, 1, 50, 1e9));
    assertEquals(1, evaluation.value(DynamicsMetrics.DIVERGED).getAsDouble());
    assertEquals(1, evaluation.value(DynamicsMetrics.SPIKES_DIVERGENCE).getAsDouble());
    assertEquals(1e9, evaluation.value(DynamicsMetrics.TRAIN_LOSS).getAsDouble());
  }

  @Test
  void aRunThatWasBroughtBackFromADivergenceHasNotDiverged() {
    DynamicsEvaluation<Regressor> evaluation =
        evaluate(Traces.losses(2, 1, Double.POSITIVE_INFINITY, 0.9));
    assertEquals(0, evaluation.value(DynamicsMetrics.DIVERGED).getAsDouble());
    assertEquals(1, evaluation.value(DynamicsMetrics.SPIKES_DIVERGENCE).getAsDouble());
  }

  @Test
  void aRunOfWhichOnlyTheBatchesWereMeasuredCanDivergeToo() {
    Measurement[] batches = {
      Measurement.at(0, 0).put(Quantity.BATCH_LOSS, 1).build(),
      Measurement.at(1, 0).put(Quantity.BATCH_LOSS, Double.POSITIVE_INFINITY).build()
    };
    DynamicsEvaluation<Regressor> evaluation = evaluate(Traces.ended(Traces.header(), batches));
    assertEquals(1, evaluation.value(DynamicsMetrics.DIVERGED).getAsDouble());
  }
}
