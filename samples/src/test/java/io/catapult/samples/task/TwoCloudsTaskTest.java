/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.tribuo.comparison.TaskData;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.regression.Regressor;

/** The points of Fig. 3.3 of the dissertation. */
final class TwoCloudsTaskTest {

  private static double x(Example<Regressor> example) {
    return example.iterator().next().getValue();
  }

  private static double y(Example<Regressor> example) {
    return example.getOutput().getValues()[0];
  }

  @Test
  void eachCloudHasItsLabelAndItsCentre() {
    TaskData<Regressor> data = new TwoCloudsTask(300, 500).load(1);
    int negative = 0;
    double sum = 0;
    double squares = 0;
    for (Example<Regressor> example : data.training()) {
      negative += y(example) < 0 ? 1 : 0;
      double offset = x(example) - 2 * y(example);
      sum += offset;
      squares += offset * offset;
    }
    assertEquals(800, data.training().size());
    assertEquals(300, negative);
    assertEquals(0, sum / 800, 4 / Math.sqrt(800), "of 4 standard errors");
    assertEquals(1, squares / 800, 4 * Math.sqrt(2.0 / 800), "of 4 standard errors");
  }

  @Test
  void aSeedGivesItsOwnPointsAndTheSameAgain() {
    TwoCloudsTask task = new TwoCloudsTask(1, 1);
    assertEquals(first(task.load(1).training()), first(task.load(1).training()));
    assertNotEquals(first(task.load(1).training()), first(task.load(2).training()));
    assertNotEquals(first(task.load(1).training()), first(task.load(1).test()));
  }

  private static double first(Dataset<Regressor> data) {
    return x(data.getExample(0));
  }

  @Test
  void anEmptyCloudIsNone() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> new TwoCloudsTask(0, 3));
    assertTrue(fault.getMessage().contains("negative"), fault.getMessage());
  }
}
