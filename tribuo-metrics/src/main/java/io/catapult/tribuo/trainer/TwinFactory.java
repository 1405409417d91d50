/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.nn.Block;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.taylor.LinearizedModel;
import io.catapult.djl.taylor.QuadraticModel;
import java.util.Objects;

/**
 * The linear or quadratic twin of another factory's networks: {@link LinearizedModel}, {@link
 * QuadraticModel}. With the same seed a twin begins as its network does.
 */
public final class TwinFactory implements BlockFactory {

  @Config(mandatory = true, description = "Makes the networks.")
  private BlockFactory network;

  @Config(mandatory = true, description = "LINEAR or QUADRATIC.")
  private Order order;

  /** The degree of the Taylor polynomial in the weights. */
  public enum Order {
    /** f_lin, Eq. 3.1. */
    LINEAR,
    /** f_quad, Eq. 3.2. */
    QUADRATIC
  }

  private TwinFactory() {}

  /**
   * Twins.
   *
   * @param network makes the networks
   * @param order of the twins
   */
  public TwinFactory(BlockFactory network, Order order) {
    this.network = Objects.requireNonNull(network, "network");
    this.order = Objects.requireNonNull(order, "order");
  }

  @Override
  public Block newBlock(int in, int out) {
    Block block = network.newBlock(in, out);
    return order == Order.LINEAR ? new LinearizedModel(block) : new QuadraticModel(block);
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "BlockFactory");
  }
}
