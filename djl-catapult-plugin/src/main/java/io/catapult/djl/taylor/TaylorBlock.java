/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.BufferKeeper;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.autodiff.WeightPath;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Taylor polynomial in the weights of a block, as a block of its own with weights of the same
 * shapes, which begin where the expansion has its centre. It is saved with its centre.
 */
abstract class TaylorBlock extends AbstractBlock implements AutoCloseable {

  private static final byte VERSION = 1;
  private static final String ENGINE = "PyTorch";
  private static final double HALF = 0.5;

  private final int order;
  private final Block block;
  private final List<Parameter> weights = new ArrayList<>();
  private WeightPath path;

  /**
   * A polynomial.
   *
   * @param order its degree, 1 or 2
   */
  TaylorBlock(Block block, int order) {
    super(VERSION);
    this.order = order;
    this.block = block;
    if (block.isInitialized()) {
      expand(NDManager.newBaseManager(deviceOf(block), ENGINE), null);
      inputShapes = block.describeInput().values().toArray(Shape[]::new);
    }
  }

  private static Device deviceOf(Block block) {
    return block.getParameters().isEmpty()
        ? null
        : block.getParameters().valueAt(0).getArray().getDevice();
  }

  /**
   * Expands.
   *
   * @param manager the owner of the centre, which ends with it
   * @param values of all parameters at the centre; null for the block's own
   */
  private void expand(NDManager manager, NDList values) {
    try {
      path = values == null ? WeightPath.of(block, manager) : WeightPath.at(block, values, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
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

  /** Draws the weights of a network that has none yet, and expands there. */
  @Override
  public void initialize(NDManager manager, DataType type, Shape... shapes) {
    if (path == null) {
      block.initialize(manager, type, shapes);
      expand(manager.newSubManager(), null);
    }
    super.initialize(manager, type, shapes);
  }

  @Override
  public boolean isInitialized() {
    return path != null && super.isInitialized();
  }

  @Override
  protected final NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    if (path == null) {
      throw new MeasurementException(
          "a twin of an initialised block", "one without weights", "initialise it, or its block");
    }
    NDManager manager = inputs.head().getManager();
    NDList w = new NDList();
    weights.forEach(weight -> w.add(store.getValue(weight, manager.getDevice(), training)));
    boolean isRecording = GradMode.isRecording();
    try (NDManager scope = BufferKeeper.open(manager.getDevice(), manager)) {
      NDArray result = GradMode.recording(() -> polynomial(w, inputs, training, scope));
      NDArray answer = isRecording ? result : result.stopGradient();
      answer.attach(manager);
      return new NDList(answer);
    }
  }

  /**
   * The polynomial with its graph; the thread must record.
   *
   * @param w the weights to evaluate at
   * @param isForUpdate whether only first derivatives by the weights are wanted, which is cheaper
   * @param scope the owner of all that is computed
   */
  final NDArray polynomial(NDList w, NDList inputs, boolean isForUpdate, NDManager scope) {
    NDList own = aliases(w, scope);
    NDList centre = aliases(path.start(), scope);
    NDList x = aliases(inputs, scope);
    NDList derivatives =
        isForUpdate ? forUpdate(own, centre, x, scope) : exact(own, centre, x, scope);
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
  public final Shape[] getOutputShapes(Shape[] shapes) {
    return block.getOutputShapes(shapes);
  }

  @Override
  protected final void saveMetadata(DataOutputStream to) throws IOException {
    saveInputShapes(to);
    byte[] centre = path.values().encode();
    to.writeInt(centre.length);
    to.write(centre);
  }

  /** A network without weights gets arrays to hold them, without a draw of random numbers. */
  @Override
  public final void loadParameters(NDManager manager, DataInputStream from)
      throws IOException, MalformedModelException {
    byte version = from.readByte();
    if (version != VERSION) {
      throw new MalformedModelException(
          "Expected parameters of a twin in version %d; found version %d. Remedy: read them with the library that wrote them."
              .formatted(VERSION, version));
    }
    readInputShapes(from);
    byte[] bytes = from.readNBytes(from.readInt());
    NDList centre = NDList.decode(manager, bytes);
    if (!block.isInitialized()) {
      block.getParameters().forEach(each -> each.getValue().setInitializer(Initializer.ZEROS));
      block.initialize(manager, centre.head().getDataType(), inputShapes);
    }
    close();
    expand(manager.newSubManager(), centre);
    for (Parameter weight : weights) {
      weight.load(manager, from);
    }
  }

  /** Frees the weights and their copy at the centre. */
  @Override
  public final void close() {
    if (path != null) {
      clear();
      path.close();
      parameters.clear();
      weights.clear();
      path = null;
    }
  }
}
