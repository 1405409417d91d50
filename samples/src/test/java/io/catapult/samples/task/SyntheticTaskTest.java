/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.regression.Regressor;

final class SyntheticTaskTest {

  private static final double STEP = 1e-4;
  private static final int DRAWS = 1_000_000;

  /** Five standard errors and more of such means, in units of 1 + the mean. */
  private static final double SAMPLING = 0.03;

  @ParameterizedTest
  @EnumSource
  void theReferenceIsTheMeanOfTheGradientsOuterProducts(TargetFunction target) {
    int d = 6;
    float[][] factor = target.gradientFactor(d);
    double[][] mean = meanOuterProduct(target, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double expected = 0;
        for (float[] row : factor) {
          expected += row[i] * row[j];
        }
        assertEquals(expected, mean[i][j], SAMPLING * (1 + expected), target + " " + i + "," + j);
      }
    }
  }

  private static double[][] meanOuterProduct(TargetFunction target, int d) {
    Random random = new Random(5);
    double[][] mean = new double[d][d];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] x = random.doubles(d).map(ignored -> random.nextGaussian()).toArray();
      double[] gradient = centralDifferences(target, x);
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          mean[i][j] += gradient[i] * gradient[j] / DRAWS;
        }
      }
    }
    return mean;
  }

  private static double[] centralDifferences(TargetFunction target, double[] x) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[i] += STEP;
      down[i] -= STEP;
      gradient[i] = (target.value(up) - target.value(down)) / (2 * STEP);
    }
    return gradient;
  }

  @Test
  void theSameSeedGivesTheSameDataAndAnotherSeedOthers() {
    SyntheticTask task = new SyntheticTask(TargetFunction.RANK2, 20);
    assertArrayEquals(outputs(task.load(1)), outputs(task.load(1)));
    assertFalse(Arrays.equals(outputs(task.load(1)), outputs(task.load(2))));
  }

  @Test
  void sizesAreThoseOfThePapers() {
    TaskData<Regressor> data = new SyntheticTask(TargetFunction.RANK2, 2000).load(0);
    assertEquals(2000, data.training().size());
    assertEquals(5000, data.validation().orElseThrow().size());
    assertEquals(5000, data.test().size());
    assertEquals(100, data.reference().orElseThrow().width());
  }

  private static double[] outputs(TaskData<Regressor> data) {
    DenseDataset<Regressor> training = (DenseDataset<Regressor>) data.training();
    double[] outputs = new double[training.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = training.getOutput(i).getValues()[0];
    }
    return outputs;
  }
}
