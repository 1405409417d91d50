/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.nn.Block;
import io.catapult.djl.nn.ActivationFunction;
import io.catapult.djl.nn.NetworkBuilder;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import io.catapult.djl.nn.VisionTransformerBuilder;
import io.catapult.samples.UsageFault;
import picocli.CommandLine.Option;

/** The options that name the network whose parameters a DJL file holds. */
final class NetworkOptions {

  @Option(
      names = "--network",
      description =
          "The model is a DJL parameters file of this network: ${COMPLETION-CANDIDATES}."
              + " Without it, the model is TorchScript.")
  private NetworkChoice network;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Layers of the network (fcn, cnn, wide-resnet; vit: 4).")
  private Integer depth;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Width (fcn; vit: 256), channels (cnn, myrtle), widening factor (wide-resnet).")
  private Integer width;

  @Option(
      names = "--outputs",
      paramLabel = "K",
      defaultValue = "1",
      description = "Outputs of the network (default: ${DEFAULT-VALUE}).")
  private int outputs;

  @Option(
      names = "--bias",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether layers of the network have biases (default: ${DEFAULT-VALUE}).")
  private boolean bias;

  @Option(
      names = "--activation",
      defaultValue = "RELU",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ActivationFunction activation;

  @Option(
      names = "--parameterization",
      defaultValue = "NTK",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Parameterization parameterization;

  /** Whether a network is named. */
  boolean isGiven() {
    return network != null;
  }

  /**
   * The network, uninitialised.
   *
   * @throws UsageFault if a setting that it needs is missing
   * @throws IllegalArgumentException if a setting is out of range
   */
  Block build() {
    return switch (network) {
      case FCN ->
          build(Networks.fullyConnected().setDepth(required(depth, "--depth")).setWidth(width()));
      case CNN ->
          build(Networks.convolutional().setDepth(required(depth, "--depth")).setChannels(width()));
      case MYRTLE -> build(Networks.myrtle().setChannels(width()));
      case WIDE_RESNET ->
          build(Networks.wideResNet().setDepth(required(depth, "--depth")).setWidenFactor(width()));
      case VIT -> build(transformer());
    };
  }

  private VisionTransformerBuilder transformer() {
    VisionTransformerBuilder builder = Networks.visionTransformer();
    if (depth != null) {
      builder.optDepth(depth);
    }
    return width == null ? builder : builder.optWidth(width);
  }

  private int width() {
    return required(width, "--width");
  }

  private int required(Integer value, String option) {
    if (value == null) {
      throw new UsageFault(
          "--network %s: expected %s N, found none; give the network's as it was trained"
              .formatted(network, option));
    }
    return value;
  }

  private <T extends NetworkBuilder<T>> Block build(NetworkBuilder<T> builder) {
    return builder
        .optOutputs(outputs)
        .optBias(bias)
        .optActivation(activation.function())
        .optParameterization(parameterization)
        .build();
  }
}
