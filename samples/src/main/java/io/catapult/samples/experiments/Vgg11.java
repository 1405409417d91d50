/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import io.catapult.djl.nn.FanInUniformInitializer;

/**
 * VGG-11 of Simonyan and Zisserman with batch normalisation: eight 3 x 3 convolutions, each with
 * {@link BatchStandardization} and ReLU behind it, and 2 x 2 max pooling until one pixel is left;
 * then one linear layer, as is usual for images of 32 x 32 pixels. The initial weights are those of
 * PyTorch's layers; the convolutions have no bias, which the normalisation would take out.
 */
final class Vgg11 {

  private static final int[] KERNELS = {64, 128, 256, 256, 512, 512, 512, 512};

  /** Whether pooling follows a convolution, if more than one pixel is left. */
  private static final boolean[] POOLED = {true, true, false, true, false, true, false, true};

  private static final Shape SQUARE = new Shape(3, 3);
  private static final Shape POOL = new Shape(2, 2);

  private Vgg11() {}

  /**
   * The network.
   *
   * @param part one over the share of the kernels, 1 for VGG-11 itself; a divisor of 64
   * @param side of the images, even, from 14 to 32; the first convolution pads them to 16 or 32
   *     pixels a side
   */
  static Block of(int part, int side, int classes) {
    int padded = side > 16 ? 32 : 16;
    int padding = 1 + (padded - side) / 2;
    int left = padded;
    SequentialBlock network = new SequentialBlock();
    for (int i = 0; i < KERNELS.length; i++) {
      network
          .add(
              FanInUniformInitializer.applyTo(
                  Conv2d.builder()
                      .setFilters(KERNELS[i] / part)
                      .setKernelShape(SQUARE)
                      .optPadding(new Shape(padding, padding))
                      .optBias(false)
                      .build()))
          .add(new BatchStandardization())
          .add(Activation::relu);
      padding = 1;
      if (POOLED[i] && left > 1) {
        network.add(Pool.maxPool2dBlock(POOL, POOL));
        left /= 2;
      }
    }
    return network
        .add(Blocks.batchFlattenBlock())
        .add(FanInUniformInitializer.applyTo(Linear.builder().setUnits(classes).build()));
  }
}
