/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.nn.Block;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.nn.ActivationFunction;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import java.util.Objects;

/** The papers' fully connected network: {@link Networks#fullyConnected()}. */
public final class FullyConnectedFactory implements BlockFactory {

  @Config(description = "Number of linear layers.")
  private int depth = 3;

  @Config(description = "Width of the hidden layers.")
  private int width = 1024;

  @Config(description = "Whether the layers have biases.")
  private boolean bias;

  @Config(description = "Standard deviation of the initial weights, for NTK parameterisation.")
  private double initialStd = 1;

  @Config(description = "NTK or STANDARD.")
  private Parameterization parameterization = Parameterization.NTK;

  @Config(description = "RELU, TANH, GELU or SWISH.")
  private ActivationFunction activation = ActivationFunction.RELU;

  private FullyConnectedFactory() {}

  /**
   * A network in NTK parameterisation without biases.
   *
   * @param depth number of linear layers, at least 1
   * @param width width of the hidden layers, at least 1
   * @throws IllegalArgumentException if one of them is less
   */
  public FullyConnectedFactory(int depth, int width) {
    this(depth, width, false, 1, Parameterization.NTK);
  }

  /**
   * A network with every setting.
   *
   * @param depth number of linear layers, at least 1
   * @param width width of the hidden layers, at least 1
   * @param bias whether the layers have biases
   * @param initialStd standard deviation of the initial weights; 1 with STANDARD
   * @param parameterization of weights and learning rate
   * @throws IllegalArgumentException if a setting is out of range
   */
  public FullyConnectedFactory(
      int depth, int width, boolean bias, double initialStd, Parameterization parameterization) {
    this.depth = depth;
    this.width = width;
    this.bias = bias;
    this.initialStd = initialStd;
    this.parameterization = parameterization;
    postConfig();
  }

  /** The same with another activation function than ReLU. */
  public FullyConnectedFactory withActivation(ActivationFunction other) {
    FullyConnectedFactory copy =
        new FullyConnectedFactory(depth, width, bias, initialStd, parameterization);
    copy.activation = Objects.requireNonNull(other, "activation");
    return copy;
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    newBlock(1, 1);
  }

  @Override
  public Block newBlock(int in, int out) {
    return Networks.fullyConnected()
        .setDepth(depth)
        .setWidth(width)
        .optOutputs(out)
        .optBias(bias)
        .optInitialStd(initialStd)
        .optParameterization(parameterization)
        .optActivation(activation.function())
        .build();
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "BlockFactory");
  }
}
