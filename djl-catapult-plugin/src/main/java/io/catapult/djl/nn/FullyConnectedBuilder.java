/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import io.catapult.djl.check.BuilderFaults;

/**
 * Builds the L-layer fully connected network: L linear layers, an activation between any two.
 *
 * <p>Input [n, ..] of any shape, flattened to [n, d]; hidden layers of the same width m; output [n,
 * k]. Parameters: d m + (L - 2) m^2 + m k weights and (L - 1) m + k biases. The papers train L = 2,
 * m = 1024 on the rank-2 task, L = 4, m = 256 on the rank-3 and rank-4 tasks, USPS, Fashion-MNIST
 * and CelebA, and L = 5, m = 1024 on CIFAR-10 and SVHN. Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, appendix C.6.
 */
public final class FullyConnectedBuilder extends NetworkBuilder<FullyConnectedBuilder> {

  private int depth;
  private int width;

  FullyConnectedBuilder() {
    super("a fully connected network");
  }

  @Override
  FullyConnectedBuilder self() {
    return this;
  }

  /**
   * Sets the number of linear layers L, required.
   *
   * @param depth at least 1; 1 is a linear model
   * @return this
   */
  public FullyConnectedBuilder setDepth(int depth) {
    this.depth = depth;
    return this;
  }

  /**
   * Sets the width m of the hidden layers, required.
   *
   * @param width at least 1
   * @return this
   */
  public FullyConnectedBuilder setWidth(int width) {
    this.width = width;
    return this;
  }

  @Override
  void check(BuilderFaults faults) {
    faults
        .requireAtLeast(1, depth, "depth", "setDepth")
        .requireAtLeast(1, width, "width", "setWidth");
  }

  @Override
  SequentialBlock assemble(LayerFactory layers) {
    SequentialBlock network = new SequentialBlock().add(Blocks.batchFlattenBlock());
    for (int i = 1; i < depth; i++) {
      network.add(layers.linear(width)).add(activation());
    }
    return network.add(layers.linear(outputs()));
  }
}
