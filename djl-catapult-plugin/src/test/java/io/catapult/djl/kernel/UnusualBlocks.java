/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** Blocks that a kernel by layer rules could get wrong. */
final class UnusualBlocks {

  private UnusualBlocks() {}

  /** A block of one input and one output, given as code. */
  abstract static class Custom extends AbstractBlock {

    abstract NDArray forward(ParameterStore store, NDArray x, boolean training);

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return new NDList(forward(store, inputs.head(), training));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return shapes;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      getChildren().values().forEach(child -> child.initialize(manager, type, shapes));
    }
  }

  static Linear square(int units) {
    return Linear.builder().setUnits(units).build();
  }

  /** W is used by its layer, and once more as a plain matrix. */
  static final class SharedWeight extends Custom {
    private final Linear layer = addChildBlock("layer", square(4));

    @Override
    NDArray forward(ParameterStore store, NDArray x, boolean training) {
      NDArray z = layer.forward(store, new NDList(x), training).head().tanh();
      Parameter weight = layer.getDirectParameters().get("weight");
      return z.matMul(store.getValue(weight, x.getDevice(), training));
    }
  }

  /** A parameter of the block's own, fetched from the store. */
  static final class Scale extends Custom {
    private final Parameter scale =
        addParameter(Parameter.builder().setName("scale").setType(Parameter.Type.GAMMA).build());

    @Override
    NDArray forward(ParameterStore store, NDArray x, boolean training) {
      return x.mul(store.getValue(scale, x.getDevice(), training)).tanh();
    }

    @Override
    protected void prepare(Shape[] shapes) {
      scale.setShape(new Shape(shapes[0].get(1)));
    }
  }

  /** A parameter that the block reads without asking the store. */
  static final class DirectScale extends Custom {
    private final Parameter scale =
        addParameter(Parameter.builder().setName("scale").setType(Parameter.Type.GAMMA).build());

    @Override
    NDArray forward(ParameterStore store, NDArray x, boolean training) {
      return x.mul(scale.getArray()).tanh();
    }

    @Override
    protected void prepare(Shape[] shapes) {
      scale.setShape(new Shape(shapes[0].get(1)));
    }
  }

  /** Turns [n, T, d] into [T, n, d] for its layer, and back. */
  static final class TimeMajor extends Custom {
    private final Linear layer = addChildBlock("layer", square(4));

    @Override
    NDArray forward(ParameterStore store, NDArray x, boolean training) {
      NDArray swapped = x.swapAxes(0, 1);
      return layer.forward(store, new NDList(swapped), training).head().tanh().swapAxes(0, 1);
    }
  }

  /** Changes its layer's output in place. */
  static final class InPlaceAfter extends Custom {
    private final Linear layer = addChildBlock("layer", square(4));

    @Override
    NDArray forward(ParameterStore store, NDArray x, boolean training) {
      return layer.forward(store, new NDList(x), training).head().muli(3).tanh();
    }
  }

  /** A user's own kind of Linear, whose forward pass is not Linear's. */
  static final class DoubledLinear extends Linear {

    DoubledLinear() {
      super(Linear.builder().setUnits(4));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      NDArray z = super.forwardInternal(store, inputs, training, params).head();
      return new NDList(z.mul(z));
    }
  }

  /** A user's own kind of Linear with Linear's forward pass. */
  static final class NamedLinear extends Linear {
    NamedLinear() {
      super(Linear.builder().setUnits(4));
    }
  }

  /** A child that only a lambda reaches. */
  static Block captured() {
    Linear hidden = square(4);
    SequentialBlock block = new SequentialBlock();
    block.add(new Holder(hidden));
    return block.add(square(2));
  }

  static final class Holder extends Custom {
    private final LambdaBlock run;
    private ParameterStore current;

    Holder(Linear hidden) {
      addChildBlock("hidden", hidden);
      run = new LambdaBlock(x -> hidden.forward(current, x, false));
    }

    @Override
    NDArray forward(ParameterStore store, NDArray x, boolean training) {
      current = store;
      return run.forward(store, new NDList(x), training).head().tanh();
    }
  }

  /** Outputs that depend on the whole batch. */
  static Block batchMean() {
    return new SequentialBlock()
        .add(square(3))
        .add(x -> new NDList(x.head().sub(x.head().mean(new int[] {0}))));
  }

  /** Dropout that ignores the training flag. */
  static Block alwaysDropping() {
    return new SequentialBlock()
        .add(square(64))
        .add(x -> x.head().getNDArrayInternal().dropout(x.head(), 0.5f, true));
  }

  /** The same layer three times, on sequences of different length. */
  static final class Repeated extends Custom {
    private final Linear layer = addChildBlock("layer", square(4));

    @Override
    NDArray forward(ParameterStore store, NDArray x, boolean training) {
      NDArray a = layer.forward(store, new NDList(x), training).head().tanh();
      NDArray b = layer.forward(store, new NDList(a.get(":, 0:2")), training).head().tanh();
      return NDArrays.concat(new NDList(a, b), 1).sum(new int[] {1});
    }
  }
}
