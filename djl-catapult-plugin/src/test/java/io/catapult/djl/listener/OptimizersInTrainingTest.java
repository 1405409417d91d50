/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.detect.CatapultRule;
import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.optimizer.NesterovMomentum;
import io.catapult.djl.optimizer.RmsProp;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import org.junit.jupiter.api.Test;

/** Critical rates and thresholds of the optimizers, in a training. */
class OptimizersInTrainingTest {

  private static final int STEPS = 6;
  private static final double BETA = 0.5;
  private static final Tracker RATE = Tracker.fixed(0.01f);

  private static WatchedRun train(Optimizer optimizer) {
    WatchedRun run =
        WatchedRun.of(optimizer)
            .run(
                (x, y) ->
                    CatapultListener.builder()
                        .setOptimizer(optimizer)
                        .setProbeData(x, y)
                        .optCost(MeasuringCost.EVERYTHING)
                        .optEvery(1));
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    return run;
  }

  /** All four critical rates are those of gradient descent times a factor. */
  private static void checkFactor(WatchedRun run, double factor) {
    for (int t = 0; t < STEPS; t++) {
      Measurement now = run.at(t);
      Truth probe = new Truth(run.network(t), run.probeX(), run.probeY(), 1);
      Witness.Sight sight = run.witness().sights().get(t);
      Truth batch = new Truth(run.network(t), sight.x(), sight.y(), 1);
      check(probe, now, factor, true);
      check(batch, now, factor, false);
    }
    DynamicsSummary summary = run.listener().summary();
    assertEquals(STEPS, summary.count(CatapultRule.KERNEL_CRITICAL_RATE).judged());
    assertEquals(STEPS, summary.count(CatapultRule.HESSIAN_CRITICAL_RATE).judged());
  }

  private static void check(Truth truth, Measurement now, double factor, boolean isProbe) {
    double kernel = factor * truth.criticalRate();
    double hessian = factor * 2 / PlainMatrix.spectrum(truth.hessian()).largest();
    Quantity byKernel =
        isProbe ? Quantity.PROBE_CRITICAL_RATE_KERNEL : Quantity.BATCH_CRITICAL_RATE_KERNEL;
    Quantity byHessian =
        isProbe ? Quantity.PROBE_CRITICAL_RATE_HESSIAN : Quantity.BATCH_CRITICAL_RATE_HESSIAN;
    assertEquals(kernel, now.value(byKernel).orElseThrow(), 1e-4 * kernel);
    assertEquals(hessian, now.value(byHessian).orElseThrow(), 2e-3 * hessian);
  }

  @Test
  void momentumRaisesTheCriticalRatesByOnePlusBeta() {
    Optimizer momentum =
        Optimizer.sgd().setLearningRateTracker(RATE).optMomentum((float) BETA).build();
    checkFactor(train(momentum), 1 + BETA);
  }

  @Test
  void nesterovMomentumHasAFactorOfItsOwn() {
    Optimizer nesterov =
        NesterovMomentum.builder().setLearningRateTracker(RATE).setMomentum((float) BETA).build();
    checkFactor(train(nesterov), (1 + BETA) / (1 + 2 * BETA));
  }

  @Test
  void gradientDescentHasTheThresholdTwoOverEta() {
    Measurement now = train(Optimizer.sgd().setLearningRateTracker(RATE).build()).at(STEPS - 1);
    assertEquals(200, now.value(Quantity.PRECONDITIONED_THRESHOLD).orElseThrow(), 1e-3);
    assertFalse(now.value(Quantity.PRECONDITIONED_SHARPNESS).isPresent());
  }

  @Test
  void adamIsMeasuredInItsOwnCoordinatesAndNotJudgedByCriticalRates() {
    WatchedRun run = train(Optimizer.adam().optLearningRateTracker(RATE).build());
    assertFalse(run.at(0).value(Quantity.PRECONDITIONED_SHARPNESS).isPresent());
    double[] mean = new double[run.witness().weights(0).length];
    for (int t = 1; t <= STEPS; t++) {
      double[] gradient = run.witness().sights().get(t - 1).gradient();
      double[] diagonal = new double[mean.length];
      for (int a = 0; a < mean.length; a++) {
        mean[a] = 0.999 * mean[a] + 0.001 * gradient[a] * gradient[a];
        double root = Math.sqrt(mean[a]) + 1e-8;
        diagonal[a] = (1 - Math.pow(0.9, t)) / Math.sqrt(1 - Math.pow(0.999, t)) * root;
      }
      checkPreconditioned(run, t, diagonal);
    }
    Measurement now = run.at(STEPS - 1);
    assertEquals(3800, now.value(Quantity.PRECONDITIONED_THRESHOLD).orElseThrow(), 0.1);
    checkNotJudged(run);
  }

  @Test
  void rmsPropIsMeasuredInItsOwnCoordinatesAndNotJudgedByCriticalRates() {
    WatchedRun run = train(RmsProp.builder().setLearningRateTracker(RATE).build());
    double[] mean = new double[run.witness().weights(0).length];
    for (int t = 1; t <= STEPS; t++) {
      double[] gradient = run.witness().sights().get(t - 1).gradient();
      double[] diagonal = new double[mean.length];
      for (int a = 0; a < mean.length; a++) {
        mean[a] = 0.99 * mean[a] + 0.01 * gradient[a] * gradient[a];
        diagonal[a] = Math.sqrt(mean[a]) + 1e-8;
      }
      checkPreconditioned(run, t, diagonal);
    }
    Measurement now = run.at(STEPS - 1);
    assertEquals(200, now.value(Quantity.PRECONDITIONED_THRESHOLD).orElseThrow(), 1e-3);
    checkNotJudged(run);
  }

  /** lambda_max of D^(-1/2) H D^(-1/2). */
  private static void checkPreconditioned(WatchedRun run, int t, double[] diagonal) {
    double[][] hessian = new Truth(run.network(t), run.probeX(), run.probeY(), 1).hessian();
    for (int a = 0; a < diagonal.length; a++) {
      for (int b = 0; b < diagonal.length; b++) {
        hessian[a][b] /= Math.sqrt(diagonal[a] * diagonal[b]);
      }
    }
    double truth = PlainMatrix.spectrum(hessian).largest();
    double found = run.at(t).value(Quantity.PRECONDITIONED_SHARPNESS).orElseThrow();
    assertEquals(truth, found, 5e-3 * truth);
  }

  private static void checkNotJudged(WatchedRun run) {
    DynamicsSummary summary = run.listener().summary();
    assertEquals(0, summary.count(CatapultRule.KERNEL_CRITICAL_RATE).judged());
    assertEquals(0, summary.count(CatapultRule.HESSIAN_CRITICAL_RATE).judged());
    assertEquals(STEPS, summary.count(CatapultRule.PROJECTED_LOSS).judged());
    assertTrue(run.at(0).value(Quantity.BATCH_CRITICAL_RATE_KERNEL).isPresent());
  }
}
