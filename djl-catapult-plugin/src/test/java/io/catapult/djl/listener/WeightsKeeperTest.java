/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A copy of the weights to return to. */
class WeightsKeeperTest {

  private static List<NDArray> arrays(Block block) {
    return block.getParameters().values().stream().map(Parameter::getArray).toList();
  }

  private static List<List<Float>> values(Block block) {
    return arrays(block).stream()
        .map(a -> Arrays.stream(a.toArray()).map(Number::floatValue).toList())
        .toList();
  }

  private static void add(Block block, double change) {
    for (NDArray array : arrays(block)) {
      try (NDArray changed = array.stopGradient().add(change)) {
        changed.copyTo(array);
      }
    }
  }

  @Test
  void runningStatisticsReturnWithTheWeightsAndTheLastCopyCounts() {
    try (Model model = Model.newInstance("model", "PyTorch");
        WeightsKeeper keeper = new WeightsKeeper(model)) {
      Block block =
          new SequentialBlock()
              .add(Linear.builder().setUnits(4).build())
              .add(BatchNorm.builder().build());
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(2, 3));
      assertEquals(6, values(block).size()); // weight, bias, gamma, beta, mean, variance
      keeper.keep();
      List<List<Float>> first = values(block);
      add(block, 0.5);
      keeper.keep();
      List<List<Float>> second = values(block);
      assertNotEquals(first, second);
      add(block, 0.25);
      List<NDArray> before = arrays(block);
      keeper.restore();
      assertEquals(second, values(block));
      for (int i = 0; i < before.size(); i++) {
        assertTrue(before.get(i) == arrays(block).get(i), "in place");
      }
      add(block, 1);
      keeper.restore();
      assertEquals(second, values(block), "more than once");
    }
  }
}
