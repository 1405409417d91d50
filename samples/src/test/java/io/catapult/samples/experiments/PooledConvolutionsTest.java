/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PooledConvolutionsTest {

  private static final Shape CIFAR = new Shape(2, 3, 32, 32);

  /** The highest of over 400 uniform numbers is within 5 percent of their bound but for luck. */
  private static final double NEARLY = 0.95;

  private static List<Long> counts(Block network) {
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      network.initialize(manager, DataType.FLOAT32, CIFAR);
      assertEquals(new Shape(2, 10), network.getOutputShapes(new Shape[] {CIFAR})[0]);
      return network.getParameters().values().stream().map(p -> p.getShape().size()).toList();
    }
  }

  @Test
  void theSizesAreThoseOfTheTables() {
    long one = 16 * 3 * 9;
    long two = 32 * 16 * 9;
    long three = 64 * 32 * 9;
    assertEquals(List.of(one, 16L, 40_960L, 10L), counts(PooledConvolutions.one(10)));
    assertEquals(List.of(one, 16L, two, 32L, 20_480L, 10L), counts(PooledConvolutions.two(10)));
    assertEquals(
        List.of(one, 16L, two, 32L, three, 64L, 512_000L, 500L, 5000L, 10L),
        counts(PooledConvolutions.three(10)));
  }

  private static void assertBounds(Block network, double first, double last, double bias) {
    Engine.getInstance().setRandomSeed(1);
    try (NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      network.initialize(manager, DataType.FLOAT32, CIFAR);
      List<Parameter> all = network.getParameters().values();
      assertBound(first, all.get(0));
      assertBound(last, all.get(2));
      assertTrue(highest(all.get(3)) <= bias);
    }
  }

  private static void assertBound(double bound, Parameter weights) {
    double highest = highest(weights);
    assertTrue(NEARLY * bound < highest && highest <= bound, highest + " of " + bound);
  }

  private static double highest(Parameter parameter) {
    try (NDArray size = parameter.getArray().abs();
        NDArray highest = size.max()) {
      return highest.getFloat();
    }
  }

  @Test
  void weightsAreThoseOfGlorot() {
    assertBounds(PooledConvolutions.one(10), Math.sqrt(6.0 / (27 + 144)), Math.sqrt(6.0 / 4106), 0);
  }

  @Test
  void orThoseOfPyTorch() {
    assertBounds(PooledConvolutions.oneOfPyTorch(10), 1 / Math.sqrt(27), 1.0 / 64, 1.0 / 64);
  }
}
