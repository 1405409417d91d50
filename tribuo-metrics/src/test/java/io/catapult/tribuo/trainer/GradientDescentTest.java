/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.djl.nn.Parameterization;
import io.catapult.tribuo.data.DenseDataset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.regression.Regressor;

/** A linear model, whose training can be followed by hand in double precision. */
class GradientDescentTest {

  /** Of 30 steps in float32. */
  private static final double ROUNDING = 1e-4;

  private static final double RATE = 0.05;
  private static final int STEPS = 30;

  private static final BlockFactory LINEAR =
      new FullyConnectedFactory(1, 1, true, 1, Parameterization.STANDARD);

  private final float[][] x = Tasks.normal(40, 3, 5);

  private DenseDataset<Regressor> data() {
    float[][] y = new float[x.length][1];
    for (int i = 0; i < x.length; i++) {
      y[i][0] = 2 * x[i][0] - x[i][2] + 0.5f;
    }
    return DenseDataset.regression(x, y);
  }

  private DjlModel<Regressor> train(int steps, double rate) {
    return DjlTrainer.regression()
        .setBlockFactory(LINEAR)
        .setOptimizer(OptimizerSpec.sgd(rate))
        .setEpochs(steps)
        .build()
        .train(data());
  }

  /** Weights and bias of a linear model, from its values at zero and at the unit vectors. */
  private static double[] weights(DjlModel<Regressor> model) {
    float[][] points = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 0}};
    double[] f = Tasks.values(model, DenseDataset.regression(points, new float[4][1]));
    return new double[] {f[0] - f[3], f[1] - f[3], f[2] - f[3], f[3]};
  }

  @Test
  void fullBatchTrainingIsGradientDescentOnTheMeanSquare() {
    // A rate too small to change a float32 weight leaves the initial weights.
    double[] w = weights(train(1, 1e-30));
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = gradient(w);
      for (int j = 0; j < w.length; j++) {
        w[j] -= RATE * gradient[j];
      }
    }
    assertArrayEquals(w, weights(train(STEPS, RATE)), ROUNDING);
  }

  /** Of (1/n) sum (w x + b - y)^2. */
  private double[] gradient(double[] w) {
    double[] gradient = new double[4];
    for (float[] row : x) {
      double y = 2 * row[0] - row[2] + 0.5f;
      double residual = w[0] * row[0] + w[1] * row[1] + w[2] * row[2] + w[3] - y;
      for (int j = 0; j < 3; j++) {
        gradient[j] += 2 * residual * row[j] / x.length;
      }
      gradient[3] += 2 * residual / x.length;
    }
    return gradient;
  }

  @Test
  void theCriticalRateAtTheInitialWeightsIsTheClosedForm() {
    DjlTrainer<Regressor> trainer =
        DjlTrainer.regression()
            .setBlockFactory(LINEAR)
            .setOptimizer(
                OptimizerSpec.builder()
                    .setKind(OptimizerSpec.Kind.SGD)
                    .setSchedule(LearningRateSchedule.criticalFraction(0.5))
                    .optMomentum(0.5)
                    .build())
            .setEpochs(1)
            .build();
    double measured = trainer.train(data()).getInitialCriticalRate().orElseThrow();
    assertEquals(2 * 1.5 / largestEigenvalue(), measured, 1e-3 * measured);
  }

  @ParameterizedTest
  @MethodSource("halfOfTheCriticalRate")
  void aRateInCriticalRatesIsThatFractionOfIt(LearningRateSchedule relative) {
    assertEquals(prediction(LearningRateSchedule.criticalFraction(0.5)), prediction(relative), 0);
  }

  static List<LearningRateSchedule> halfOfTheCriticalRate() {
    return List.of(
        LearningRateSchedule.fixed(0.5).inCriticalRates(),
        LearningRateSchedule.steps(0.5, new int[] {2}, new double[] {0.5}).inCriticalRates(),
        LearningRateSchedule.cycle(0.5, 0.5, 2).inCriticalRates());
  }

  private double prediction(LearningRateSchedule schedule) {
    DjlTrainer<Regressor> trainer =
        DjlTrainer.regression()
            .setBlockFactory(LINEAR)
            .setOptimizer(OptimizerSpec.of(OptimizerSpec.Kind.SGD, schedule))
            .setEpochs(3)
            .build();
    return trainer.train(data()).predict(data().getExample(0)).getOutput().getValues()[0];
  }

  /** Of the Hessian (2/n) X^T X with a column of ones, by power iteration. */
  private double largestEigenvalue() {
    double[] v = {1, 1, 1, 1};
    double norm = 0;
    for (int round = 0; round < 1000; round++) {
      double[] next = new double[4];
      for (float[] row : x) {
        double[] wide = {row[0], row[1], row[2], 1};
        double dot = 0;
        for (int j = 0; j < 4; j++) {
          dot += wide[j] * v[j];
        }
        for (int j = 0; j < 4; j++) {
          next[j] += 2 * dot * wide[j] / x.length;
        }
      }
      norm = 0;
      for (double entry : next) {
        norm += entry * entry;
      }
      norm = Math.sqrt(norm);
      for (int j = 0; j < 4; j++) {
        v[j] = next[j] / norm;
      }
    }
    return norm;
  }
}
