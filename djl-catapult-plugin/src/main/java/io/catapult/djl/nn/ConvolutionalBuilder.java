/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import io.catapult.djl.check.BuilderFaults;

/**
 * Builds the L-layer convolutional network: L - 1 convolutions and a linear output layer.
 *
 * <p>Each convolution is 3 x 3 with stride 1, zero padding of 1 and C channels, followed by the
 * activation; "we flatten the image into a one-dimensional vector before the last fully connected
 * layer", so there is no pooling. Input [n, c, h, w]; output [n, k]. Parameters: 9 c C + 9 (L - 2)
 * C^2 + C h w k weights and (L - 1) C + k biases. The papers train L = 5 with C = 512 (CIFAR-10)
 * and C = 256 (SVHN). Zhu, Toward understanding the dynamics of over-parameterized neural networks,
 * appendix C.6.
 */
public final class ConvolutionalBuilder extends NetworkBuilder<ConvolutionalBuilder> {

  private int depth;
  private int channels;

  ConvolutionalBuilder() {
    super("a convolutional network");
  }

  @Override
  ConvolutionalBuilder self() {
    return this;
  }

  /**
   * Sets the number of layers L, the linear one included, required.
   *
   * @param depth at least 2
   * @return this
   */
  public ConvolutionalBuilder setDepth(int depth) {
    this.depth = depth;
    return this;
  }

  /**
   * Sets the channels C of every convolution, required.
   *
   * @param channels at least 1
   * @return this
   */
  public ConvolutionalBuilder setChannels(int channels) {
    this.channels = channels;
    return this;
  }

  @Override
  void check(BuilderFaults faults) {
    faults
        .requireAtLeast(2, depth, "depth", "setDepth")
        .requireAtLeast(1, channels, "channels", "setChannels");
  }

  @Override
  SequentialBlock assemble(LayerFactory layers) {
    SequentialBlock network = new SequentialBlock();
    for (int i = 1; i < depth; i++) {
      network.add(layers.sameConv2d(channels, 3, 1)).add(activation());
    }
    return network.add(Blocks.batchFlattenBlock()).add(layers.linear(outputs()));
  }
}
