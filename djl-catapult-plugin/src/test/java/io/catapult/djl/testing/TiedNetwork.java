/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * out(S(tanh(S(tanh(S(x)))))): one square linear layer S used three times in a forward pass, so
 * that its Jacobian is the sum of three, which no product of per-use kernels gives.
 */
final class TiedNetwork extends AbstractBlock {

  private final Block shared;
  private final Block out;

  TiedNetwork(long width, long outputs) {
    shared = addChildBlock("shared", Linear.builder().setUnits(width).build());
    out = addChildBlock("out", Linear.builder().setUnits(outputs).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList hidden = Activation.tanh(shared.forward(store, inputs, training, params));
    hidden = Activation.tanh(shared.forward(store, hidden, training, params));
    hidden = shared.forward(store, hidden, training, params);
    return out.forward(store, hidden, training, params);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    shared.initialize(manager, type, inputShapes);
    out.initialize(manager, type, shared.getOutputShapes(inputShapes));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return out.getOutputShapes(shared.getOutputShapes(inputShapes));
  }
}
