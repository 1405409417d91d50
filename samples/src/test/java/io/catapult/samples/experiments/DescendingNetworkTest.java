/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DescendingNetworkTest {

  private static final float RATE = 0.1f;

  /** Of a step in float32. */
  private static final double ROUNDING = 1e-5;

  /** Of an eigenvalue. */
  private static final double TOLERANCE = 1e-3;

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

  /** f(x) = w . x, whose loss is quadratic. */
  private static DescendingNetwork linear(float rate) {
    return new DescendingNetwork(
        Linear.builder().setUnits(1).optBias(false).build(),
        SquaredErrorLoss.create(),
        rate,
        1,
        DATA);
  }

  @Test
  void aShareIsOfTwoOverTheLargestEigenvalue() {
    try (DescendingNetwork network = linear(0)) {
      network.setShareOfCriticalRate(0.5);
      // X^T X = [[2.09, 0.9], [0.9, 8.25]], H = 2/3 of it.
      double largest = 2.0 / 3 * (5.17 + Math.sqrt(3.08 * 3.08 + 0.9 * 0.9));
      assertEquals(1 / largest, network.rate(), TOLERANCE / largest);
    }
  }

  @Test
  void ordersOfBatchesGoThroughAllSamples() {
    try (DescendingNetwork network = linear(0)) {
      network.train(1);
      network.trainOnBatches(6, 1, new Random(1));
      double[] losses = network.losses();
      double[] first = Arrays.copyOfRange(losses, 1, 4);
      double[] second = Arrays.copyOfRange(losses, 4, 7);
      assertEquals(losses[0], Arrays.stream(first).average().orElseThrow(), ROUNDING);
      Arrays.sort(first);
      Arrays.sort(second);
      assertTrue(first[2] - first[0] > ROUNDING, "samples differ");
      assertArrayEquals(first, second, ROUNDING);
    }
  }

  @Test
  void batchesAreDescended() {
    try (DescendingNetwork one = linear(RATE);
        DescendingNetwork other = linear(RATE)) {
      one.train(4);
      other.trainOnBatches(4, 3, new Random(1));
      assertArrayEquals(one.losses(), other.losses(), ROUNDING * one.losses()[0]);
      one.trainOnBatches(1, 2, new Random(1)); // leaves one sample out
      other.train(1);
      assertTrue(Math.abs(loss(one) - loss(other)) > ROUNDING);
    }
  }
}
