/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A manager that owns every array of a test, and short ways to build models and data. */
abstract class FeaturesFixture {

  /** Sums of some hundred products of order one: 1e-15 each, 1e-12 with room. */
  static final double ROUNDING_64 = 1e-12;

  /** The same in float32: 1e-7 each. */
  static final double ROUNDING_32 = 1e-5;

  private final Random random = new Random(17);
  NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  NDArray normal(DataType type, long... shape) {
    double[] numbers = new double[(int) new Shape(shape).size()];
    Arrays.setAll(numbers, i -> random.nextGaussian());
    return manager.create(numbers, new Shape(shape)).toType(type, false);
  }

  NDArray normal(long... shape) {
    return normal(DataType.FLOAT64, shape);
  }

  /** Two hidden layers of width 9. */
  Block tanhNetwork(DataType type, long inputs, long outputs) {
    Block network =
        new SequentialBlock()
            .add(Linear.builder().setUnits(9).build())
            .add(Activation.tanhBlock())
            .add(Linear.builder().setUnits(9).build())
            .add(Activation.tanhBlock())
            .add(Linear.builder().setUnits(outputs).build());
    return initialize(network, type, inputs);
  }

  /** f(x) = W x + b with W [outputs, inputs]. */
  Block linear(NDArray weight) {
    Block block = Linear.builder().setUnits(weight.getShape().get(0)).build();
    initialize(block, weight.getDataType(), weight.getShape().get(1));
    weight.copyTo(block.getDirectParameters().get("weight").getArray());
    return block;
  }

  /** Normal weights and biases, so that nothing is zero by accident. */
  <T extends Block> T initialize(T block, DataType type, long... sampleShape) {
    for (Parameter parameter : block.getParameters().values()) {
      parameter.setInitializer(
          (owner, shape, dataType) -> {
            NDArray array = normal(dataType, shape.getShape()).muli(0.5);
            array.attach(owner);
            return array;
          });
    }
    block.initialize(manager, type, new Shape(1).addAll(new Shape(sampleShape)));
    return block;
  }

  static double[] numbers(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }
}
