/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.nn.ActivationFunction;
import io.catapult.djl.nn.NetworkBuilder;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import java.util.Objects;

/**
 * The papers' networks for images, whose features are the pixels of channels [c, side, side], row
 * by row: {@link Networks}.
 */
public final class ImageNetworkFactory implements BlockFactory {

  /** The kinds of networks. */
  public enum Kind {
    /** {@link Networks#convolutional()}; its width are channels. */
    CONVOLUTIONAL,
    /** {@link Networks#myrtle()} with 5 layers; its width are channels. */
    MYRTLE,
    /** {@link Networks#wideResNet()}; its width is the widening factor. */
    WIDE_RESNET,
    /** {@link Networks#visionTransformer()}; its width is that of a token, in 4 heads. */
    VISION_TRANSFORMER
  }

  @Config(mandatory = true, description = "CONVOLUTIONAL, MYRTLE, WIDE_RESNET, VISION_TRANSFORMER.")
  private Kind kind;

  @Config(mandatory = true, description = "Number of layers; 5 for MYRTLE.")
  private int depth;

  @Config(mandatory = true, description = "Channels, widening factor, or width of a token.")
  private int width;

  @Config(description = "Channels of an image.")
  private int channels = 1;

  @Config(description = "Whether the layers have biases.")
  private boolean bias;

  @Config(description = "Side of a patch in pixels, for VISION_TRANSFORMER.")
  private int patch = 4;

  @Config(description = "NTK or STANDARD.")
  private Parameterization parameterization = Parameterization.NTK;

  @Config(description = "RELU, TANH, GELU or SWISH.")
  private ActivationFunction activation = ActivationFunction.RELU;

  private ImageNetworkFactory() {}

  /**
   * A network in NTK parameterisation without biases, for grey images.
   *
   * @param kind the kind
   * @param depth the number of layers: at least 2 for CONVOLUTIONAL, 5 for MYRTLE, 10, 16, .. for
   *     WIDE_RESNET, at least 1 for VISION_TRANSFORMER
   * @param width channels, widening factor, or width of a token (a multiple of 4)
   * @throws IllegalArgumentException if a setting is out of range
   */
  public ImageNetworkFactory(Kind kind, int depth, int width) {
    this.kind = kind;
    this.depth = depth;
    this.width = width;
    postConfig();
  }

  /** The same for images of so many channels. */
  public ImageNetworkFactory withChannels(int channels) {
    ImageNetworkFactory copy = copy();
    copy.channels = channels;
    copy.postConfig();
    return copy;
  }

  /** The same in another parameterisation. */
  public ImageNetworkFactory withParameterization(Parameterization parameterization) {
    ImageNetworkFactory copy = copy();
    copy.parameterization = parameterization;
    copy.postConfig();
    return copy;
  }

  /** The same with patches of so many pixels in height and width; 4 otherwise. */
  public ImageNetworkFactory withPatch(int patch) {
    ImageNetworkFactory copy = copy();
    copy.patch = patch;
    copy.postConfig();
    return copy;
  }

  /** The same with another activation function than ReLU. */
  public ImageNetworkFactory withActivation(ActivationFunction other) {
    ImageNetworkFactory copy = copy();
    copy.activation = Objects.requireNonNull(other, "activation");
    return copy;
  }

  private ImageNetworkFactory copy() {
    ImageNetworkFactory copy = new ImageNetworkFactory();
    copy.kind = kind;
    copy.depth = depth;
    copy.width = width;
    copy.channels = channels;
    copy.bias = bias;
    copy.patch = patch;
    copy.parameterization = parameterization;
    copy.activation = activation;
    return copy;
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    new BuilderFaults("ImageNetworkFactory")
        .require(kind != null, "kind", "a kind of network", null, "give one, as CONVOLUTIONAL")
        .requireAtLeast(1, channels, "channels", "the channels of an image")
        .require(
            kind != Kind.MYRTLE || depth == 5, "depth", "5 for MYRTLE", depth, "it has five layers")
        .throwIfAny();
    network(1);
  }

  @Override
  public Block newBlock(int in, int out) {
    int side = side(in);
    Shape image = new Shape(-1, channels, side, side);
    return new SequentialBlock()
        .add(LambdaBlock.singleton(pixels -> pixels.reshape(image), "image"))
        .add(network(out));
  }

  private int side(int in) {
    int side = (int) Math.round(Math.sqrt((double) in / channels));
    Faults.require(
        side * side * channels == in,
        "the pixels of square images of " + channels + " channels",
        in + " features",
        "set the channels of the images, or crop them");
    return side;
  }

  private Block network(int out) {
    return switch (kind) {
      case CONVOLUTIONAL -> built(Networks.convolutional().setDepth(depth).setChannels(width), out);
      case MYRTLE -> built(Networks.myrtle().setChannels(width), out);
      case WIDE_RESNET -> built(Networks.wideResNet().setDepth(depth).setWidenFactor(width), out);
      case VISION_TRANSFORMER ->
          built(
              Networks.visionTransformer().optDepth(depth).optWidth(width).optPatchSize(patch),
              out);
    };
  }

  private Block built(NetworkBuilder<?> builder, int out) {
    return builder
        .optOutputs(out)
        .optBias(bias)
        .optParameterization(parameterization)
        .optActivation(activation.function())
        .build();
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "BlockFactory");
  }
}
