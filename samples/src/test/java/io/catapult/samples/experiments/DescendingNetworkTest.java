/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import org.junit.jupiter.api.Test;

final class DescendingNetworkTest {

  private static final float RATE = 0.1f;

  /** Of a step in float32. */
  private static final double ROUNDING = 1e-5;

  private static final DescendingNetwork.Data DATA =
      new DescendingNetwork.Data() {
        @Override
        public NDArray inputs(NDManager manager) {
          return manager.create(new float[] {1, 2, -1, 0.5f, 0.3f, -2}, new Shape(3, 2));
        }

        @Override
        public NDArray labels(NDManager manager) {
          return manager.create(new float[] {1, -1, 0.5f}, new Shape(3, 1));
        }
      };

  private static DescendingNetwork network(long seed) {
    return new DescendingNetwork(
        Networks.fullyConnected().setDepth(2).setWidth(5).build(),
        SquaredErrorLoss.create(),
        RATE,
        seed,
        DATA);
  }

  private static double loss(DescendingNetwork network) {
    return network.alongGradient(line -> line.applyAsDouble(0));
  }

  @Test
  void theNextUpdateGoesAlongTheLineAsFarAsTheRateSays() {
    try (DescendingNetwork network = network(1)) {
      for (int i = 0; i < 3; i++) {
        double expected = network.alongGradient(line -> line.applyAsDouble(RATE * line.norm()));
        network.train(1);
        assertEquals(expected, loss(network), ROUNDING * (1 + expected));
      }
    }
  }

  @Test
  void aSeedIsATraining() {
    try (DescendingNetwork one = network(1);
        DescendingNetwork other = network(2)) {
      one.train(5);
      double found = loss(one);
      assertTrue(Math.abs(found - loss(other)) > ROUNDING);
      try (DescendingNetwork again = network(1)) {
        again.train(5);
        assertEquals(found, loss(again), ROUNDING * found);
      }
    }
  }
}
