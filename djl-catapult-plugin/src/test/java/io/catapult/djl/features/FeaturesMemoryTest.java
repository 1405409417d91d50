/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a measurement leaves behind: nothing in the caller's managers, nothing of its own. */
class FeaturesMemoryTest extends FeaturesFixture {

  @Test
  void theCallersManagerHoldsWhatItHeldBefore() {
    NDArray x = normal(DataType.FLOAT32, 6, 8);
    Block network = tanhNetwork(DataType.FLOAT32, 8, 2);
    NDArray matrix = normal(DataType.FLOAT32, 8, 8);
    NDArray symmetric = matrix.add(matrix.transpose());
    int before = manager.getManagedArrays().size();
    try (ModelView model = ModelView.of(network)) {
      useAll(model, x, symmetric);
      assertThrows(MeasurementException.class, () -> Agop.of(model, new NDList(x, x)));
    }
    assertEquals(before, manager.getManagedArrays().size());
  }

  @Test
  void anAgopHoldsOnlyWhatItGaveOut() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 30, 2));
        Agop agop = Agop.of(model, normal(DataType.FLOAT32, 6, 30));
        Agop other = Agop.of(model, normal(DataType.FLOAT32, 60, 30))) {
      NDManager owner = agop.factor().rows().getManager();
      assertEquals(1, owner.getManagedArrays().size(), "the gradients");
      agop.trace();
      agop.frobeniusNorm();
      agop.topInputs(3);
      agop.alignment(other);
      assertEquals(2, owner.getManagedArrays().size(), "and the diagonal");
      agop.matrix();
      agop.top(2);
      assertEquals(4, owner.getManagedArrays().size(), "and the matrix, and the directions");
      assertEquals(1, other.matrix().getManager().getManagedArrays().size());
    }
  }

  @Test
  void manyMeasurementsLeaveNoManagerBehind() {
    NDArray x = normal(DataType.FLOAT32, 6, 8);
    NDArray identity = manager.eye(8);
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 8, 2))) {
      useAll(model, x, identity);
      NDManager system = NDManager.newBaseManager().getParentManager();
      int before = system.getManagedArrays().size();
      for (int i = 0; i < 50; i++) {
        useAll(model, x, identity);
      }
      assertEquals(before, system.getManagedArrays().size());
      assertEquals("PyTorch", Engine.getInstance().getEngineName());
    }
  }

  private static void useAll(ModelView model, NDArray x, NDArray matrix) {
    InputGradients oneByOne = InputGradients.of(model).withMemoryBytes(1L << 19);
    try (Agop agop = Agop.of(oneByOne, new NDList(x));
        Agop whole = Agop.of(model, x);
        Agop given = Agop.ofMatrix(matrix)) {
      for (Agop each : List.of(agop, whole, given)) {
        each.matrix();
        each.diagonal();
        each.trace();
        each.topInputs(2);
        each.top(2);
        each.alignment(whole);
      }
    }
  }
}
