/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.tribuo.trainer.BlockFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EdgeNetworksTest {

  private static final int INPUTS = 3;

  @Test
  void linearNetworksAreLinearInTheirInputs() {
    for (BlockFactory factory :
        new BlockFactory[] {EdgeNetworks.linear(), EdgeNetworks.deepLinear()}) {
      Engine.getInstance().setRandomSeed(1);
      try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
        Block network = factory.newBlock(INPUTS, 1);
        network.initialize(manager, DataType.FLOAT64, new Shape(1, INPUTS));
        try (ModelView model = ModelView.of(network)) {
          NDArray x = manager.randomNormal(new Shape(2, INPUTS), DataType.FLOAT64);
          NDArray f = model.outputs(manager, new NDList(x));
          NDArray scaled = model.outputs(manager, new NDList(x.mul(-2)));
          assertArrayEquals(f.mul(-2).toDoubleArray(), scaled.toDoubleArray(), 1e-12);
        }
      }
    }
  }

  @Test
  void layersAndBiasesAreAsTold() {
    Map<BlockFactory, Integer> arrays =
        Map.of(EdgeNetworks.linear(), 2, EdgeNetworks.deepLinear(), 3, EdgeNetworks.tanh(), 6);
    arrays.forEach(
        (factory, count) ->
            assertEquals(count, factory.newBlock(INPUTS, 1).getParameters().size()));
  }
}
