/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Multi-head self-attention, tokens [n, T, D] to tokens [n, T, D]: for each of H heads softmax(Q
 * K^T / sqrt(D / H)) V, then a linear layer on all heads side by side.
 *
 * <p>Dosovitskiy et al., An image is worth 16x16 words, appendix A. Q, K, V and the output are
 * linear layers of the network's parameterisation. It is made of plain matrix products and softmax,
 * which can be differentiated twice; a fused kernel cannot.
 */
final class SelfAttention extends AbstractBlock {

  private static final byte VERSION = 1;

  private final int heads;
  private Block query;
  private Block key;
  private Block value;
  private Block output;

  SelfAttention(LayerFactory layers, int width, int heads) {
    super(VERSION);
    this.heads = heads;
    query = addChildBlock("query", layers.linear(width));
    key = addChildBlock("key", layers.linear(width));
    value = addChildBlock("value", layers.linear(width));
    output = addChildBlock("output", layers.linear(width));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    for (Block child : getChildren().values()) {
      child.initialize(manager, dataType, inputShapes);
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameterStore,
      NDList inputs,
      boolean training,
      PairList<String, Object> params) {
    Shape tokens = inputs.singletonOrThrow().getShape();
    double perHead = (double) tokens.get(2) / heads;
    NDArray queries = split(query.forward(parameterStore, inputs, training, params));
    NDArray keys = split(key.forward(parameterStore, inputs, training, params));
    NDArray values = split(value.forward(parameterStore, inputs, training, params));
    NDArray products = queries.matMul(keys.transpose(0, 1, 3, 2));
    NDArray scores = NativeScalar.multiply(products, 1 / Math.sqrt(perHead));
    NDArray mixed = scores.softmax(-1).matMul(values);
    NDArray joined = mixed.transpose(0, 2, 1, 3).reshape(tokens);
    return output.forward(parameterStore, new NDList(joined), training, params);
  }

  /** From [n, T, D] to [n, H, T, D / H]. */
  private NDArray split(NDList projected) {
    NDArray tokens = projected.singletonOrThrow();
    Shape shape = tokens.getShape();
    return tokens.reshape(shape.get(0), shape.get(1), heads, -1).transpose(0, 2, 1, 3);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes;
  }
}
