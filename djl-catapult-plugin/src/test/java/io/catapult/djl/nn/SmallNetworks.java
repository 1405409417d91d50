/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

/** Every kind of network, small, for images of 3 channels and {@code SIZE} pixels a side. */
final class SmallNetworks {

  static final int K = 3;
  static final int SIZE = 16;

  private SmallNetworks() {}

  static FullyConnectedBuilder fullyConnected() {
    return Networks.fullyConnected().setDepth(4).setWidth(20).optOutputs(K);
  }

  static ConvolutionalBuilder convolutional() {
    return Networks.convolutional().setDepth(5).setChannels(6).optOutputs(K);
  }

  static MyrtleBuilder myrtle() {
    return Networks.myrtle().setChannels(6).optOutputs(K);
  }

  static WideResNetBuilder wideResNet() {
    return Networks.wideResNet().setDepth(10).setWidenFactor(1).optOutputs(K);
  }

  static VisionTransformerBuilder transformer() {
    return Networks.visionTransformer().optWidth(8).optHeads(2).optOutputs(K);
  }
}
