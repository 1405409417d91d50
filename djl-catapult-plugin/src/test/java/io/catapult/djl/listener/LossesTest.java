/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a listener makes of other losses and of several outputs. */
class LossesTest {

  private static final int STEPS = 6;
  private static final double FLOAT32 = 3e-5;

  private final Optimizer sgd =
      Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.05f)).build();

  private WatchedRun train(WatchedRun run) {
    run.run(
        (x, y) ->
            CatapultListener.builder()
                .setOptimizer(sgd)
                .setProbeData(x, y)
                .optTopEigenspace(2)
                .optEvery(1));
    assertEquals(0, run.listener().events(TraceEvent.Kind.FAILURE));
    return run;
  }

  static Stream<Arguments> squaredLosses() {
    return Stream.of(
        Arguments.of(Loss.l2Loss(), 1, 0.5),
        Arguments.of(Loss.l2Loss(), 3, 1.0 / 6),
        Arguments.of(Loss.l2Loss("weighted", 2), 3, 2.0 / 3),
        Arguments.of(SquaredErrorLoss.create(), 3, 1.0));
  }

  @ParameterizedTest
  @MethodSource("squaredLosses")
  void everySquaredLossIsSplitInItsOwnUnits(Loss loss, int outputs, double scale) {
    WatchedRun run = train(WatchedRun.of(sgd).withLoss(loss).withOutputs(outputs));
    for (int t = 0; t < STEPS; t++) {
      Measurement now = run.at(t);
      Truth probe = new Truth(run.network(t), run.probeX(), run.probeY(), scale);
      near(probe.loss(), now, Quantity.PROBE_LOSS);
      near(probe.criticalRate(), now, Quantity.PROBE_CRITICAL_RATE_KERNEL);
      near(probe.lossTop(1)[0], now, Quantity.PROBE_LOSS_TOP);
      assertEquals(probe.lossRest(2)[1], now.values(Quantity.PROBE_LOSS_REST)[1], 1e-5);
      near(probe.residualDotOutputs(), now, Quantity.RESIDUAL_DOT_OUTPUTS);
      Witness.Sight sight = run.witness().sights().get(t);
      Truth batch = new Truth(run.network(t), sight.x(), sight.y(), scale);
      near(batch.loss(), now, Quantity.BATCH_LOSS);
      near(batch.criticalRate(), now, Quantity.BATCH_CRITICAL_RATE_KERNEL);
      assertEquals(
          batch.projectedDifference(run.network(t + 1)),
          now.value(Quantity.PROJECTED_DIFFERENCE).orElseThrow(),
          FLOAT32 * batch.loss());
    }
  }

  @Test
  void crossEntropyHasACriticalRateAndNoSplit() {
    int classes = 3;
    WatchedRun run =
        train(
            WatchedRun.of(sgd)
                .withLoss(Loss.softmaxCrossEntropyLoss())
                .withOutputs(classes)
                .withIntegerLabels());
    for (int t = 0; t <= STEPS; t++) {
      Measurement now = run.at(t);
      check(run.network(t), run.probeX(), run.probeY(), now, true);
      if (t < STEPS) {
        Witness.Sight batch = run.witness().sights().get(t);
        check(run.network(t), batch.x(), batch.y(), now, false);
      }
      for (Quantity absent :
          new Quantity[] {
            Quantity.PROBE_LOSS_TOP,
            Quantity.BATCH_LOSS_TOP,
            Quantity.PROJECTED_DIFFERENCE,
            Quantity.RESIDUAL_DOT_OUTPUTS,
            Quantity.RESIDUAL_TOP_COMPONENT
          }) {
        assertFalse(now.quantities().contains(absent));
      }
    }
    assertTrue(run.trace().series(Quantity.VALIDATION_LOSS).values().length == 2);
  }

  /** The loss, and 2 / lambda_max of (1/n) sum of J_i^T (diag(p) - p p^T) J_i. */
  private static void check(
      PlainNetwork network, double[][] x, double[][] labels, Measurement now, boolean isProbe) {
    double[][] f = network.outputs(x);
    double[][] jacobian = network.jacobian(x);
    int n = x.length;
    int k = f[0].length;
    double loss = 0;
    double[][] weighted = new double[n * k][jacobian[0].length];
    for (int i = 0; i < n; i++) {
      double[] p = softmax(f[i]);
      loss -= Math.log(p[(int) labels[i][0]]) / n;
      for (int c = 0; c < k; c++) {
        for (int e = 0; e < k; e++) {
          double factor = ((c == e ? p[c] : 0) - p[c] * p[e]) / n;
          for (int a = 0; a < weighted[0].length; a++) {
            weighted[i * k + c][a] += factor * jacobian[i * k + e][a];
          }
        }
      }
    }
    double[][] gaussNewton = PlainMatrix.product(PlainMatrix.transpose(jacobian), weighted);
    double rate = 2 / PlainMatrix.spectrum(gaussNewton).largest();
    near(loss, now, isProbe ? Quantity.PROBE_LOSS : Quantity.BATCH_LOSS);
    near(
        rate,
        now,
        isProbe ? Quantity.PROBE_CRITICAL_RATE_KERNEL : Quantity.BATCH_CRITICAL_RATE_KERNEL);
  }

  private static double[] softmax(double[] f) {
    double[] p = new double[f.length];
    double sum = 0;
    for (int c = 0; c < f.length; c++) {
      p[c] = Math.exp(f[c]);
      sum += p[c];
    }
    for (int c = 0; c < f.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  private static void near(double truth, Measurement found, Quantity quantity) {
    double value = found.value(quantity).orElseThrow();
    assertEquals(truth, value, FLOAT32 * Math.abs(truth), () -> quantity + " of " + found.step());
  }
}
