/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import org.junit.jupiter.api.Test;
import org.tribuo.Feature;
import org.tribuo.regression.Regressor;

/** The points of Fig. 4.5 of the dissertation. */
final class DoubledSampleTaskTest {

  /** Rounding of squares of float numbers. */
  private static final double ROUNDING = 1e-6;

  @Test
  void theFirstPointAndItsTargetAreTwiceAsLong() {
    TaskData<Regressor> data = new DoubledSampleTask(5).load(1);
    DenseDataset<Regressor> training = (DenseDataset<Regressor>) data.training();
    assertEquals(5, training.size());
    for (int i = 0; i < training.size(); i++) {
      double length = i == 0 ? 2 : 1;
      assertEquals(length * length, squaredLength(training, i), ROUNDING, "point " + i);
      assertEquals(length, training.getOutput(i).getValues()[0], "target " + i);
    }
  }

  private static double squaredLength(DenseDataset<Regressor> data, int row) {
    double sum = 0;
    for (Feature feature : data.getExample(row)) {
      sum += feature.getValue() * feature.getValue();
    }
    return sum;
  }

  @Test
  void noPointOfTheTestDataIsDoubled() {
    DenseDataset<Regressor> test =
        (DenseDataset<Regressor>) new DoubledSampleTask(5).load(1).test();
    assertEquals(1, squaredLength(test, 0), ROUNDING);
    assertEquals(1, test.getOutput(0).getValues()[0]);
  }

  @Test
  void noPointsAreNoTask() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> new DoubledSampleTask(0));
    assertTrue(fault.getMessage().contains("size"), fault.getMessage());
  }
}
