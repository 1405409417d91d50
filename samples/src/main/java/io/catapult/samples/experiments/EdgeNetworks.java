/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.MethodBlockFactory;
import java.util.function.Function;

/**
 * The fully connected networks of the experiments at the edge of stability, as PyTorch initialises
 * them.
 */
public final class EdgeNetworks {

  private static final int WIDTH = 64;

  private EdgeNetworks() {}

  /** A linear network with one hidden layer and no biases. */
  static BlockFactory linear() {
    return new MethodBlockFactory(EdgeNetworks.class, "newLinear");
  }

  /** A linear network with two hidden layers and no biases. */
  static BlockFactory deepLinear() {
    return new MethodBlockFactory(EdgeNetworks.class, "newDeepLinear");
  }

  /** A network with two hidden layers of tanh units, with biases. */
  static BlockFactory tanh() {
    return new MethodBlockFactory(EdgeNetworks.class, "newTanh");
  }

  /**
   * A network of two linear layers.
   *
   * @param in number of features
   * @param out number of outputs
   */
  public static Block newLinear(int in, int out) {
    return network(2, out, false, Function.identity());
  }

  /**
   * A network of three linear layers.
   *
   * @param in number of features
   * @param out number of outputs
   */
  public static Block newDeepLinear(int in, int out) {
    return network(3, out, false, Function.identity());
  }

  /**
   * A network of three layers with tanh between them.
   *
   * @param in number of features
   * @param out number of outputs
   */
  public static Block newTanh(int in, int out) {
    return network(3, out, true, Activation::tanh);
  }

  private static Block network(
      int depth, int out, boolean bias, Function<NDList, NDList> activation) {
    return Networks.fullyConnected()
        .setDepth(depth)
        .setWidth(WIDTH)
        .optOutputs(out)
        .optBias(bias)
        .optActivation(activation)
        .optParameterization(Parameterization.STANDARD)
        .build();
  }
}
