/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * One head of self-attention, softmax(q k^T / sqrt(d)) v over [n,T,d]: a user's own container whose
 * children are plain linear layers applied along a sequence.
 */
final class AttentionHead extends AbstractBlock {

  private final Block query;
  private final Block key;
  private final Block value;
  private final double temperature;

  AttentionHead(long width) {
    query = addChildBlock("query", Linear.builder().setUnits(width).build());
    key = addChildBlock("key", Linear.builder().setUnits(width).optBias(false).build());
    value = addChildBlock("value", Linear.builder().setUnits(width).build());
    temperature = Math.sqrt(width);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray q = query.forward(store, inputs, training, params).singletonOrThrow();
    NDArray k = key.forward(store, inputs, training, params).singletonOrThrow();
    NDArray v = value.forward(store, inputs, training, params).singletonOrThrow();
    NDArray scores = q.matMul(k.transpose(0, 2, 1)).div(temperature);
    return new NDList(scores.softmax(2).matMul(v));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    for (Block child : getChildren().values()) {
      child.initialize(manager, type, inputShapes);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return value.getOutputShapes(inputShapes);
  }
}
