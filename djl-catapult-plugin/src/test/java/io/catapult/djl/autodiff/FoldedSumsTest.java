/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of weights with factors. */
class FoldedSumsTest {

  private static final int COUNT = 300 * 150 + 300 + 5 * 300 + 5;

  private final NDManager manager = NDManager.newBaseManager(null, "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  /** More weights than a piece, layers that begin within a row, and rows of many widths. */
  private ModelView model() {
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(300).build())
            .add(Linear.builder().setUnits(5).build());
    block.initialize(manager, DataType.FLOAT64, new Shape(1, 150));
    return ModelView.of(block);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 256, 1000, 40_000, 60_000})
  void theyAreThoseOfTheFlatWeights(int width) {
    int rows = (COUNT + width - 1) / width + 1;
    try (ModelView model = model()) {
      NDArray factors = manager.randomNormal(new Shape(rows, width), DataType.FLOAT64);
      double[] weights = model.flatParameters(manager).toDoubleArray();
      double[] flat = factors.toDoubleArray();
      double[] sums = new double[width];
      for (int i = 0; i < COUNT; i++) {
        sums[i % width] += weights[i] * flat[i];
      }
      assertArrayEquals(sums, model.foldedSums(manager, factors).toDoubleArray(), 1e-11);
    }
  }

  @Test
  void factorsThatDoNotSuitAreRefused() {
    try (ModelView model = model()) {
      for (NDArray factors :
          new NDArray[] {
            manager.zeros(new Shape(COUNT), DataType.FLOAT64),
            manager.zeros(new Shape(COUNT / 100, 100), DataType.FLOAT64),
            manager.zeros(new Shape(COUNT, 1), DataType.FLOAT32)
          }) {
        MeasurementException refused =
            assertThrows(MeasurementException.class, () -> model.foldedSums(manager, factors));
        assertTrue(refused.getMessage().contains(COUNT + " weights"), refused.getMessage());
      }
    }
  }
}
