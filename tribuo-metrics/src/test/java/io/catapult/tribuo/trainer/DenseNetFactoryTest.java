/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import io.catapult.djl.nn.GraphNetwork;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class DenseNetFactoryTest {

  private static final DenseNetFactory FACTORY =
      new DenseNetFactory(3, 6)
          .withActivation(DenseNetFactory.Unit.TANH)
          .withOutputActivation(DenseNetFactory.Unit.TANH)
          .withDroppedEdges(0.25, 7)
          .withBottlenecks(2);

  private static GraphNetwork network(DenseNetFactory factory) {
    return (GraphNetwork) factory.newBlock(10, 3);
  }

  @Test
  void comesBackFromItsProvenanceWithTheSameEdges() {
    ConfigurationManager manager = new ConfigurationManager();
    manager.addConfiguration(ProvenanceUtil.extractConfiguration(FACTORY.getProvenance()));
    DenseNetFactory again = manager.lookupAll(DenseNetFactory.class).get(0);
    assertEquals(FACTORY.getProvenance(), again.getProvenance());
    assertEquals(network(FACTORY).graph().edges(), network(again).graph().edges());
    assertEquals(network(FACTORY).graph().layerSizes(), network(again).graph().layerSizes());
  }

  @Test
  void settingsReachTheNetwork() {
    GraphNetwork whole = network(new DenseNetFactory(3, 6));
    assertEquals(10 * 6 + 16 * 6 + 22 * 3, whole.graph().edges());
    GraphNetwork narrow = network(new DenseNetFactory(3, 6).withBottlenecks(2));
    assertEquals(OptionalInt.of(1), narrow.graph().width());
    assertEquals(10 * 6 + 16 * 4 + 2 + 22 * 3, narrow.graph().edges());
    assertTrue(network(FACTORY).graph().edges() < narrow.graph().edges());
    try (NDManager manager = NDManager.newBaseManager()) {
      Block block = FACTORY.newBlock(10, 3);
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 10));
      float[] outputs =
          block
              .forward(
                  new ParameterStore(manager, false),
                  new NDList(manager.full(new Shape(1, 10), 1000f)),
                  false)
              .singletonOrThrow()
              .toFloatArray();
      assertEquals(3, outputs.length);
      Arrays.sort(outputs);
      assertTrue(outputs[0] >= -1 && outputs[2] <= 1, Arrays.toString(outputs));
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    DenseNetFactory factory = new DenseNetFactory(3, 6);
    String message =
        assertThrows(IllegalArgumentException.class, () -> factory.withDroppedEdges(1, 0))
            .getMessage();
    assertEquals(
        "Cannot build DenseNetFactory. dropProbability: expected at least 0 and below 1, found 1.0;"
            + " 1/2 is the paper's.",
        message);
    assertThrows(IllegalArgumentException.class, () -> factory.withBottlenecks(7));
    assertThrows(IllegalArgumentException.class, () -> new DenseNetFactory(0, 6));
  }
}
