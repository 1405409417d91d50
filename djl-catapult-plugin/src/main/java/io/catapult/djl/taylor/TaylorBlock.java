/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.BlockFunction;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.ParameterInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * A Taylor polynomial in the weights of a block, as a block of its own with weights of the same
 * shapes, which begin where the expansion has its centre.
 */
abstract class TaylorBlock extends AbstractBlock implements AutoCloseable {

  private static final byte VERSION = 1;

  private final BlockFunction function;
  private final List<Parameter> weights = new ArrayList<>();

  TaylorBlock(Block block) {
    super(VERSION);
    function = new BlockFunction(block);
    NDList start = function.weights();
    for (int i = 0; i < start.size(); i++) {
      ParameterInfo info = function.parameters().get(i);
      Parameter weight =
          Parameter.builder().setName(info.name()).setType(Parameter.Type.WEIGHT).build();
      NDArray value = start.get(i).duplicate();
      value.setName(info.name());
      weight.setArray(value);
      value.setRequiresGradient(true);
      weights.add(addParameter(weight));
    }
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDManager manager = inputs.head().getManager();
    NDList w = new NDList();
    weights.forEach(weight -> w.add(store.getValue(weight, manager.getDevice(), training)));
    boolean isRecording = GradMode.isRecording();
    try (NDManager scope = manager.newSubManager()) {
      NDArray result = GradMode.recording(() -> polynomial(w, inputs, training, scope));
      NDArray answer = isRecording ? result : result.stopGradient();
      answer.attach(manager);
      return new NDList(answer);
    }
  }

  private NDArray polynomial(NDList w, NDList inputs, boolean training, NDManager scope) {
    NDList own = aliases(w, scope);
    NDList centre = aliases(function.weights(), scope);
    Path path =
        training ? Path.forUpdate(function, centre, own) : Path.exact(function, centre, own);
    return polynomial(path.at(aliases(inputs, scope), scope));
  }

  /** The polynomial along a path, differentiable by the weights. */
  abstract NDArray polynomial(Path.Derivatives derivatives);

  private static NDList aliases(NDList arrays, NDManager scope) {
    NDList aliases = new NDList();
    arrays.forEach(array -> aliases.add(Aten.alias(array, scope)));
    return aliases;
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] inputShapes) {
    return function.outputShapes(inputShapes);
  }

  /** Frees the copy of the weights at the centre; the block cannot be used afterwards. */
  @Override
  public final void close() {
    clear();
    function.close();
  }
}
