/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Arrays;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;

/**
 * What a network is and what its outputs mean: all that a model needs besides its parameters. Its
 * provenance is what a model file holds of it.
 */
final class NetworkSpec<T extends Output<T>>
    implements Configurable, Provenancable<ConfiguredObjectProvenance> {

  @Config(mandatory = true, description = "Makes the network.")
  private BlockFactory blockFactory;

  @Config(mandatory = true, description = "The meaning of its outputs.")
  private OutputBridge<T> bridge;

  @Config(mandatory = true, description = "What it is trained by.")
  private LossFunction loss;

  private NetworkSpec() {}

  NetworkSpec(BlockFactory blockFactory, OutputBridge<T> bridge, LossFunction loss) {
    this.blockFactory = blockFactory;
    this.bridge = bridge;
    this.loss = loss;
  }

  OutputBridge<T> bridge() {
    return bridge;
  }

  LossFunction loss() {
    return loss;
  }

  /**
   * A network for data of this kind.
   *
   * @throws IllegalArgumentException if it has not as many outputs as it should
   */
  Block newBlock(int in, ImmutableOutputInfo<T> info) {
    int out = bridge.outputs(info, loss);
    Block block = blockFactory.newBlock(in, out);
    Shape[] shapes = block.getOutputShapes(new Shape[] {new Shape(1, in)});
    Faults.require(
        shapes.length == 1 && shapes[0].size() == out,
        "a network from [n, " + in + "] to [n, " + out + "]",
        "outputs " + Arrays.toString(shapes) + " for one sample",
        "let the block factory heed the number of outputs that it is given");
    return block;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "NetworkSpec");
  }
}
