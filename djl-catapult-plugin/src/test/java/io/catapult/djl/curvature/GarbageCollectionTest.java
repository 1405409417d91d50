/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.FreedMemory;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.NtkLinear;
import org.junit.jupiter.api.Test;

/**
 * A graph outlives garbage collections: numbers such as a layer's scale or a loss's weight travel
 * to the engine in Java buffers, which must live as long as the graph that points into them.
 */
class GarbageCollectionTest extends CurvatureFixture {

  private static final int ROUNDS = 3;

  @Test
  void productsStayTheSame() {
    Block block =
        new SequentialBlock()
            .add(NtkLinear.builder().setUnits(5).build())
            .add(Activation.tanhBlock())
            .add(NtkLinear.builder().setUnits(2).build());
    NDList x = new NDList(normal(6, 4));
    NDList y = new NDList(normal(6, 2));
    try (ModelView model = ModelView.of(initialize(block, 1, 4));
        LossHessian hessian = LossHessian.of(model, Loss.l2Loss(), x, y);
        GaussNewton gaussNewton = GaussNewton.of(model, Loss.l2Loss(), x, y)) {
      NDArray v = normal(model.parameterCount());
      NDArray product = hessian.apply(v);
      NDArray other = gaussNewton.apply(v);
      for (int i = 0; i < ROUNDS; i++) {
        FreedMemory.overwrite();
        assertEquals(product, hessian.apply(v));
        assertEquals(other, gaussNewton.apply(v));
      }
    }
  }
}
