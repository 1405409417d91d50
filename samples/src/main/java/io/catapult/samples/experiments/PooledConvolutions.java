/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import io.catapult.djl.nn.FanInUniformInitializer;

/**
 * The convolutional networks of Li, Xu and Zhang, Loss spike in training neural networks, Tables
 * A.1 to A.3: 3 x 3 convolutions of 16, 32 and 64 kernels, each with ReLU and 2 x 2 max pooling
 * behind it, then linear layers. As their tables have it there is nothing between two of those.
 */
final class PooledConvolutions {

  private static final Shape KERNEL = new Shape(3, 3);
  private static final Shape POOL = new Shape(2, 2);
  private static final int FIRST = 16;
  private static final int HIDDEN = 500;

  /** U(-a, a), a^2 = 6 / (in + out); DJL's own default takes twice as much. */
  private static final float GLOROT = 3;

  private PooledConvolutions() {}

  /** Table A.1: one convolution, one linear layer. */
  static Block one(int classes) {
    return glorot(network(1, classes));
  }

  /** The same with the initial weights of PyTorch's layers. */
  static Block oneOfPyTorch(int classes) {
    Block network = network(1, classes);
    network.getChildren().values().stream()
        .filter(layer -> !layer.getDirectParameters().isEmpty())
        .forEach(FanInUniformInitializer::applyTo);
    return network;
  }

  /** Table A.2: two convolutions, one linear layer. */
  static Block two(int classes) {
    return glorot(network(2, classes));
  }

  /** Table A.3: three convolutions, two linear layers. */
  static Block three(int classes) {
    return glorot(network(3, HIDDEN, classes));
  }

  private static Block network(int convolutions, int... units) {
    SequentialBlock network = new SequentialBlock();
    for (int i = 0; i < convolutions; i++) {
      network
          .add(
              Conv2d.builder()
                  .setFilters(FIRST << i)
                  .setKernelShape(KERNEL)
                  .optPadding(new Shape(1, 1))
                  .build())
          .add(Activation::relu)
          .add(Pool.maxPool2dBlock(POOL, POOL));
    }
    network.add(Blocks.batchFlattenBlock());
    for (int count : units) {
      network.add(Linear.builder().setUnits(count).build());
    }
    return network;
  }

  private static Block glorot(Block network) {
    network.setInitializer(
        new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, GLOROT), Parameter.Type.WEIGHT);
    return network;
  }
}
