/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static io.catapult.djl.nn.SmallNetworks.K;
import static io.catapult.djl.nn.SmallNetworks.SIZE;
import static io.catapult.djl.nn.SmallNetworks.convolutional;
import static io.catapult.djl.nn.SmallNetworks.fullyConnected;
import static io.catapult.djl.nn.SmallNetworks.myrtle;
import static io.catapult.djl.nn.SmallNetworks.transformer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers of trainable parameters, counted from the architectures. */
class NetworkSizeTest extends BlockFixture {

  @ParameterizedTest
  @EnumSource(Parameterization.class)
  void plainNetworksHaveTheParametersOfTheirFormulas(Parameterization p) {
    int d = 3 * SIZE * SIZE;
    assertParameters(
        d * 20 + 2 * 20 * 20 + 20 * K + 3 * 20 + K, fullyConnected().optParameterization(p));
    assertParameters(
        d * 20 + 2 * 20 * 20 + 20 * K, fullyConnected().optParameterization(p).optBias(false));
    assertParameters(
        9 * 3 * 6 + 3 * 9 * 6 * 6 + 6 * SIZE * SIZE * K + 4 * 6 + K,
        convolutional().optParameterization(p));
    assertParameters(
        9 * 3 * 6 + 3 * 9 * 6 * 6 + 6 * K + 4 * 6 + K, myrtle().optParameterization(p));
  }

  private void assertParameters(long expected, NetworkBuilder<?> builder) {
    Block block = builder.build();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, SIZE, SIZE));
    assertEquals(expected, trainableParameters(block));
  }

  @Test
  void wideResNetsHaveTheParametersOfOtherImplementations() {
    // The counts that pytorchcv asserts for CIFAR-10: 36,479,194 (28-10) and 17,116,634 (16-10).
    assertEquals(36_479_194, wideResNetParameters(28, 10, 10));
    assertEquals(17_116_634, wideResNetParameters(16, 10, 10));
    WideResNetBuilder builder = Networks.wideResNet().setDepth(16).optBatchNorm(true);
    assertParameters(17_116_634, builder.setWidenFactor(10).optOutputs(10));
    assertParameters(wideResNetParameters(16, 2, 1), builder.setWidenFactor(2).optOutputs(1));
  }

  private static long wideResNetParameters(int depth, int widen, int k) {
    return wideResNetWeights(depth, widen, k) + 2 * wideResNetNormalised(depth, widen) + k;
  }

  @Test
  void wideResNet10By10HasTheParametersOfItsFormula() {
    long convolutions = 16 + (160 * 3) + (320 * 3) + (640 * 3);
    assertParameters(
        wideResNetWeights(10, 10, 1) + convolutions + 1,
        Networks.wideResNet().setDepth(10).setWidenFactor(10));
  }

  /** Convolutions and output layer, without biases. */
  private static long wideResNetWeights(int depth, int widen, int k) {
    long units = (depth - 4L) / 6;
    long sum = 9 * 3 * 16;
    long previous = 16;
    for (long channels : new long[] {16L * widen, 32L * widen, 64L * widen}) {
      sum += 9 * previous * channels + 9 * channels * channels + previous * channels;
      sum += (units - 1) * 2 * 9 * channels * channels;
      previous = channels;
    }
    return sum + previous * k;
  }

  /** Channels in front of all activations, each of which batch norm gives a gain and an offset. */
  private static long wideResNetNormalised(int depth, int widen) {
    long units = (depth - 4L) / 6;
    long inputs = 16 + (16L + 32 + 64) * widen * (units - 1) + (16L + 32) * widen;
    long middles = (16L + 32 + 64) * widen * units;
    return inputs + middles + 64L * widen;
  }

  @ParameterizedTest
  @EnumSource(Parameterization.class)
  void transformerHasTheParametersOfItsFormula(Parameterization p) {
    int tokens = SIZE * SIZE / 16 + 1;
    int width = 8;
    int attention = 4 * (width * width + width);
    int perceptron = width * 4 * width + 4 * width + 4 * width * width + width;
    int norms = 2 * width;
    int embedding = 3 * 16 * width + width + tokens * width;
    assertParameters(
        embedding + 4 * (attention + perceptron + 2 * norms) + norms + width * K + K,
        transformer().optParameterization(p));
  }
}
