/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.pooling.Pool;
import io.catapult.djl.check.BuilderFaults;

/**
 * Builds the 5-layer Myrtle network: conv, conv, pool, conv, pool, conv, pool to 1 x 1, linear.
 *
 * <p>Convolutions are 3 x 3 with stride 1, zero padding of 1 and C channels, each followed by the
 * activation; pools take the mean of 2 x 2. Shankar et al., Neural Kernels without Tangents, name
 * the network after Page (How to train your ResNet) and end it with three 2 x 2 pools, which is the
 * mean over all 8 x 8 places of a 32 x 32 image; here the last pool is that global mean, so that
 * other sizes (28 x 28) work as well. Input [n, c, h, w] with h, w of at least 4; output [n, k].
 * Parameters: 9 c C + 27 C^2 + C k weights and 4 C + k biases. Zhu, Toward understanding the
 * dynamics of over-parameterized neural networks, appendix C.6, trains it on SVHN, CelebA and
 * Fashion-MNIST and does not state C.
 */
public final class MyrtleBuilder extends NetworkBuilder<MyrtleBuilder> {

  private int channels;

  MyrtleBuilder() {
    super("a Myrtle network");
  }

  @Override
  MyrtleBuilder self() {
    return this;
  }

  /**
   * Sets the channels C of every convolution, required.
   *
   * @param channels at least 1
   * @return this
   */
  public MyrtleBuilder setChannels(int channels) {
    this.channels = channels;
    return this;
  }

  @Override
  void check(BuilderFaults faults) {
    faults.requireAtLeast(1, channels, "channels", "setChannels");
  }

  @Override
  SequentialBlock assemble(LayerFactory layers) {
    return new SequentialBlock()
        .add(convolution(layers))
        .add(convolution(layers))
        .add(halve())
        .add(convolution(layers))
        .add(halve())
        .add(convolution(layers))
        .add(Pool.globalAvgPool2dBlock())
        .add(layers.linear(outputs()));
  }

  private Block convolution(LayerFactory layers) {
    return new SequentialBlock().add(layers.sameConv2d(channels, 3, 1)).add(activation());
  }

  private static Block halve() {
    return Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2));
  }
}
