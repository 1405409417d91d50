/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.catapult.djl.nn.Networks;
import java.io.IOException;
import java.nio.file.Path;

/** Saves networks of the papers as DJL does. */
final class NamedNetworks {

  private NamedNetworks() {}

  /** A network of width 16 and 1 output for inputs [n, d], drawn with a seed. */
  static Path saveFullyConnected(Path folder, int d, int seed) throws IOException {
    return save(
        folder,
        "net" + seed,
        Networks.fullyConnected().setDepth(2).setWidth(16).build(),
        new Shape(1, d),
        seed);
  }

  static Path save(Path folder, String name, Block block, Shape input, int seed)
      throws IOException {
    try (Model model = Model.newInstance(name, "PyTorch")) {
      model.getNDManager().getEngine().setRandomSeed(seed);
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, input);
      model.save(folder, name);
      return folder.resolve(name + "-0000.params");
    }
  }
}
