/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.nn.Block;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;

/**
 * Makes the networks of a trainer. A named class with OLCUT settings, never a lambda: it is rebuilt
 * by its provenance when a model is read from a file. For a network of your own without a class of
 * this kind see {@link MethodBlockFactory}.
 */
public interface BlockFactory extends Configurable, Provenancable<ConfiguredObjectProvenance> {

  /**
   * A network, the same each time but for its weights.
   *
   * @param in number of features d
   * @param out number of outputs k
   * @return an uninitialised block that takes [n, in] and gives [n, out]
   */
  Block newBlock(int in, int out);
}
