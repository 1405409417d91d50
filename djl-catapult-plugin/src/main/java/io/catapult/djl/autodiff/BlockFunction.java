/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;

/**
 * A block of Java layers as a function (w, x) -> f(w; x) of arrays that may be part of a graph, so
 * that it can be differentiated along paths of weights. It keeps copies of the block's parameters
 * as they were, frozen ones and running statistics included, and never changes the block. It is
 * evaluated in evaluation mode.
 */
public final class BlockFunction implements AutoCloseable {

  private final NDManager manager;
  private final ParameterSet parameters;
  private final Block block;

  /**
   * The function of a block, and its weights.
   *
   * @throws MeasurementException if the block is not initialised, has a TorchScript part, or has no
   *     trainable parameter
   */
  public BlockFunction(Block block) {
    ParameterSet own = ParameterSet.of(block);
    try (EvaluationTree tree = new EvaluationTree(block, own)) {
      tree.requireJavaLayers(own.dataType());
    }
    this.block = block;
    this.manager = NDManager.newBaseManager(own.device(), "PyTorch");
    this.parameters = own.toType(own.dataType(), manager);
  }

  /** The trainable parameters, in the order of {@code block.getParameters()}. */
  public List<ParameterInfo> parameters() {
    return parameters.infos();
  }

  /** The weights that the block had, one array for each of {@link #parameters()}. */
  public NDList weights() {
    return parameters.trainableValues();
  }

  /** The type of the weights. */
  public DataType dataType() {
    return parameters.dataType();
  }

  /** The output shapes that the block has for inputs of given shapes. */
  public Shape[] outputShapes(Shape[] inputs) {
    return block.getOutputShapes(inputs);
  }

  /**
   * f(w; x), in the shape that the block gives it; part of the graph of w if the thread records.
   *
   * @param w one array for each of {@link #parameters()}
   * @param x the inputs
   */
  public NDArray apply(NDList w, NDList x) {
    LeafStore store = new LeafStore(w.head().getManager(), null);
    for (Parameter parameter : parameters.all()) {
      store.put(parameter, parameters.value(parameter));
    }
    List<Parameter> trainable = parameters.trainable();
    for (int i = 0; i < trainable.size(); i++) {
      store.put(trainable.get(i), w.get(i));
    }
    return block.forward(store, new NDList(x), false, null).singletonOrThrow();
  }

  @Override
  public void close() {
    manager.close();
  }
}
