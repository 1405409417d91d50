/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.nio.DoubleBuffer;
import org.junit.jupiter.api.Test;

final class GeneralQuadraticModelTest {

  @Test
  void itIsTheFormulaAndItsOwnQuadraticTwin() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray phi = manager.create(new double[] {1, 2, -1, 0.5}, new Shape(2, 2));
      NDArray sigma = manager.create(new double[] {2, 1, 1, 3, 0, -1, -1, 4}, new Shape(2, 2, 2));
      GeneralQuadraticModel model = new GeneralQuadraticModel(0.5);
      model.initialize(manager, DataType.FLOAT64, phi.getShape(), sigma.getShape());
      QuadraticModel twin = new QuadraticModel(model);
      double[] w = {0.3, -2};
      for (Block block : new Block[] {model, twin}) {
        block.getParameters().get(0).getValue().getArray().set(DoubleBuffer.wrap(w));
        double[] found =
            block
                .forward(new ParameterStore(manager, false), new NDList(phi, sigma), false)
                .singletonOrThrow()
                .toDoubleArray();
        assertEquals(0.3 - 4 + 0.25 * (2 * 0.09 + 2 * 0.3 * -2 + 3 * 4), found[0], 1e-12);
        assertEquals(-0.3 - 1 + 0.25 * (2 * 0.3 * 2 + 4 * 4), found[1], 1e-12);
      }
    }
  }

  @Test
  void wrongShapesAndSettingsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new GeneralQuadraticModel(Double.POSITIVE_INFINITY));
    try (NDManager manager = NDManager.newBaseManager()) {
      GeneralQuadraticModel model = new GeneralQuadraticModel(1);
      assertThrows(
          IllegalArgumentException.class,
          () -> model.initialize(manager, DataType.FLOAT64, new Shape(2), new Shape(2, 3, 3)));
      IllegalArgumentException error =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  model.initialize(manager, DataType.FLOAT64, new Shape(2, 3), new Shape(2, 3, 2)));
      assertTrue(error.getMessage().contains("Sigma [n, p, p]"), error.getMessage());
    }
  }
}
