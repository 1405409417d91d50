/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import io.catapult.djl.check.BuilderFaults;

/**
 * Builds the Wide ResNet D-w of Zagoruyko and Komodakis (Wide Residual Networks, Table 1): D = 6 N
 * + 4 layers deep, w times as wide as a ResNet.
 *
 * <p>A 3 x 3 convolution to 16 channels; three groups of N residual units with 16 w, 32 w and 64 w
 * channels, the second and third group halving height and width; activation, global mean, linear
 * output. A unit is activation, 3 x 3 convolution, activation, 3 x 3 convolution, added to its
 * input; where the channels change, the input passes the first activation and a 1 x 1 convolution
 * on its way to the sum. Input [n, c, h, w]; output [n, k].
 *
 * <p>The papers use the "standard" 10-10 (N = 1) and 16-2 (N = 2) in the NTK parameterisation and
 * do not speak of batch normalisation. It is left out by default: with batch statistics an output
 * depends on the other samples and the tangent kernel K(x, z) of two inputs is not defined, and a
 * network without it is what Neural Tangents calls a Wide ResNet. {@link #optBatchNorm} puts it
 * before every activation, as the original has it; the convolutions then have no bias, which the
 * normalisation would remove.
 */
public final class WideResNetBuilder extends NetworkBuilder<WideResNetBuilder> {

  private static final int BASE_CHANNELS = 16;

  private int depth;
  private int widenFactor;
  private boolean batchNorm;

  WideResNetBuilder() {
    super("a Wide ResNet");
  }

  @Override
  WideResNetBuilder self() {
    return this;
  }

  /**
   * Sets the depth D, required.
   *
   * @param depth 10, 16, 22, ..
   * @return this
   */
  public WideResNetBuilder setDepth(int depth) {
    this.depth = depth;
    return this;
  }

  /**
   * Sets the widening factor w, required.
   *
   * @param widenFactor at least 1
   * @return this
   */
  public WideResNetBuilder setWidenFactor(int widenFactor) {
    this.widenFactor = widenFactor;
    return this;
  }

  /**
   * Sets whether there is batch normalisation; there is none by default.
   *
   * @param batchNorm whether to normalise before every activation
   * @return this
   */
  public WideResNetBuilder optBatchNorm(boolean batchNorm) {
    this.batchNorm = batchNorm;
    return this;
  }

  @Override
  void check(BuilderFaults faults) {
    faults
        .require(
            depth >= 10 && depth % 6 == 4, "depth", "6 N + 4 with N >= 1", depth, "call setDepth")
        .requireAtLeast(1, widenFactor, "widenFactor", "setWidenFactor");
  }

  @Override
  SequentialBlock assemble(LayerFactory layers) {
    LayerFactory convolutions = batchNorm ? layers.withoutBias() : layers;
    SequentialBlock network =
        new SequentialBlock().add(convolutions.sameConv2d(BASE_CHANNELS, 3, 1));
    int previous = BASE_CHANNELS;
    for (int group = 0; group < 3; group++) {
      int channels = (BASE_CHANNELS << group) * widenFactor;
      for (int unit = 0; unit < (depth - 4) / 6; unit++) {
        int stride = group > 0 && unit == 0 ? 2 : 1;
        network.add(residualUnit(convolutions, previous, channels, stride));
        previous = channels;
      }
    }
    return network.add(activate()).add(Pool.globalAvgPool2dBlock()).add(layers.linear(outputs()));
  }

  private Block residualUnit(LayerFactory layers, int previous, int channels, int stride) {
    SequentialBlock body =
        new SequentialBlock()
            .add(layers.sameConv2d(channels, 3, stride))
            .add(activate())
            .add(layers.sameConv2d(channels, 3, 1));
    if (previous == channels) {
      return sum(new SequentialBlock().add(activate()).add(body), Blocks.identityBlock());
    }
    Block shortcut = layers.sameConv2d(channels, 1, stride);
    return new SequentialBlock().add(activate()).add(sum(body, shortcut));
  }

  private Block activate() {
    return batchNorm
        ? new SequentialBlock().add(BatchNorm.builder().build()).add(activation())
        : activation();
  }
}
