/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

/**
 * The networks of the papers on catapults, ready to be initialised and trained by DJL.
 *
 * <pre>{@code
 * Block network = Networks.fullyConnected().setDepth(5).setWidth(1024).optOutputs(10).build();
 * network.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32));
 * }</pre>
 */
public final class Networks {

  private Networks() {}

  /**
   * A fully connected network.
   *
   * @return its builder
   */
  public static FullyConnectedBuilder fullyConnected() {
    return new FullyConnectedBuilder();
  }

  /**
   * A plain convolutional network.
   *
   * @return its builder
   */
  public static ConvolutionalBuilder convolutional() {
    return new ConvolutionalBuilder();
  }

  /**
   * The 5-layer Myrtle network.
   *
   * @return its builder
   */
  public static MyrtleBuilder myrtle() {
    return new MyrtleBuilder();
  }

  /**
   * A Wide ResNet.
   *
   * @return its builder
   */
  public static WideResNetBuilder wideResNet() {
    return new WideResNetBuilder();
  }

  /**
   * A vision transformer, with 4 layers ("ViT-4") unless told otherwise.
   *
   * @return its builder
   */
  public static VisionTransformerBuilder visionTransformer() {
    return new VisionTransformerBuilder();
  }

  /**
   * A DenseNet, also with edges removed; other graphs: {@link NeuronGraph#builder()}.
   *
   * @return its builder
   */
  public static DenseNetBuilder denseNet() {
    return new DenseNetBuilder();
  }
}
