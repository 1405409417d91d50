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
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.autodiff.WeightPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A Taylor polynomial in the weights of a block, as a block of its own with weights of the same
 * shapes, which begin where the expansion has its centre.
 */
abstract class TaylorBlock extends AbstractBlock implements AutoCloseable {

  private static final byte VERSION = 1;
  private static final double HALF = 0.5;

  private final int order;
  private final WeightPath path;
  private final List<Parameter> weights = new ArrayList<>();

  /**
   * A polynomial.
   *
   * @param order its degree, 1 or 2
   */
  TaylorBlock(Block block, int order) {
    super(VERSION);
    this.order = order;
    path = new WeightPath(block);
    NDList start = path.start();
    for (int i = 0; i < start.size(); i++) {
      ParameterInfo info = path.parameters().get(i);
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
    NDList centre = aliases(path.start(), scope);
    NDList x = aliases(inputs, scope);
    NDList derivatives = training ? forUpdate(own, centre, x, scope) : exact(own, centre, x, scope);
    NDArray sum = derivatives.get(0).add(derivatives.get(1));
    return order == 1 ? sum : sum.add(derivatives.get(2).mul(HALF));
  }

  /** Differentiable by the weights to any order, through the direction. */
  private NDList exact(NDList w, NDList centre, NDList x, NDManager scope) {
    NDList direction = new NDList();
    for (int i = 0; i < w.size(); i++) {
      direction.add(w.get(i).sub(centre.get(i)));
    }
    return path.along(centre, direction, x, order, false, scope);
  }

  /**
   * The same numbers for one backward pass. The direction is a constant to the graph, and the
   * centre moves with w instead: the gradient by w of F + F' is then J + H_f (w - w0), that of the
   * quadratic polynomial, and of F alone that of the linear one.
   */
  private NDList forUpdate(NDList w, NDList centre, NDList x, NDManager scope) {
    NDList moving = new NDList();
    NDList direction = new NDList();
    for (int i = 0; i < w.size(); i++) {
      NDArray constant = w.get(i).stopGradient();
      constant.attach(scope);
      NDArray step = constant.sub(centre.get(i));
      direction.add(step);
      moving.add(w.get(i).sub(step));
    }
    return path.along(moving, direction, x, order, true, scope);
  }

  private static NDList aliases(NDList arrays, NDManager scope) {
    NDList aliases = new NDList();
    arrays.forEach(array -> aliases.add(Aten.alias(array, scope)));
    return aliases;
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] inputShapes) {
    return path.outputShapes(inputShapes);
  }

  /** Frees the copy of the weights at the centre; the block cannot be used afterwards. */
  @Override
  public final void close() {
    clear();
    path.close();
  }
}
