/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;

/** Runs one known layer and records the call on the tape of the pass. */
final class Tap {

  /** A layer's own forward pass. */
  @FunctionalInterface
  interface Forward {
    NDList run(ParameterStore store, NDList inputs);
  }

  private final Block original;
  private final Layer layer;

  Tap(Block original, Layer layer) {
    this.original = original;
    this.layer = layer;
  }

  NDList run(ParameterStore store, NDList inputs, Forward forward) {
    LeafStore leaves = (LeafStore) store;
    Tape tape = leaves.tape();
    tape.enter(layer);
    NDList outputs;
    try {
      outputs = forward.run(store, inputs);
    } finally {
      tape.leave();
    }
    NDArray factor = KnownLayers.factor(original, layer, leaves, inputs);
    return tape.record(layer, factor, outputs.singletonOrThrow());
  }
}
