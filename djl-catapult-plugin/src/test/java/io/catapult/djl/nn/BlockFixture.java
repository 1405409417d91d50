/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A manager that owns every array of a test, and short ways to use blocks under it. */
abstract class BlockFixture {

  /** Sums of some hundred products of order one: 1e-15 each, 1e-12 with room. */
  static final double ROUNDING_64 = 1e-12;

  NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
    Engine.getInstance().setRandomSeed(17);
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  <T extends Block> T initialize(T block, long... inputShape) {
    block.initialize(manager, DataType.FLOAT64, new Shape(inputShape));
    return block;
  }

  NDArray normal(long... shape) {
    return manager.randomNormal(0, 1, new Shape(shape), DataType.FLOAT64);
  }

  NDArray forward(Block block, NDArray input) {
    return block
        .forward(new ParameterStore(manager, false), new NDList(input), false)
        .singletonOrThrow();
  }

  static double[] values(Block block, String parameter) {
    return block.getParameters().get(parameter).getArray().toDoubleArray();
  }

  static long trainableParameters(Block block) {
    return block.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .mapToLong(parameter -> parameter.getShape().size())
        .sum();
  }

  static byte[] save(Block block) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    block.saveParameters(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  void load(Block block, byte[] saved) throws IOException, MalformedModelException {
    block.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(saved)));
  }
}
