/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.nn.Block;
import io.catapult.djl.nn.Networks;
import io.catapult.tribuo.trainer.BlockFactory;
import io.catapult.tribuo.trainer.MethodBlockFactory;

/** The wide two-layer ReLU network of which only the first layer is trained, as for Fig. 4.5. */
public final class HiddenLayerNetwork {

  private static final int WIDTH = 4096;

  private HiddenLayerNetwork() {}

  static BlockFactory factory() {
    return new MethodBlockFactory(HiddenLayerNetwork.class, "newNetwork");
  }

  /**
   * The network, in NTK parameterisation without biases; the weights of the second layer stay what
   * they are at the start, N(0, 1).
   *
   * @param in number of features
   * @param out number of outputs
   */
  public static Block newNetwork(int in, int out) {
    Block network =
        Networks.fullyConnected()
            .setDepth(2)
            .setWidth(WIDTH)
            .optOutputs(out)
            .optBias(false)
            .build();
    network.getChildren().valueAt(network.getChildren().size() - 1).freezeParameters(true);
    return network;
  }
}
