/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A model f(w; x) as a function of its weights and inputs: any DJL block of Java layers, or a
 * TorchScript module loaded by DJL, also as a part of a larger block. It is evaluated in evaluation
 * mode (no dropout, batch norm by running statistics) and is never changed: weights, gradients,
 * running statistics, random state and the thread's gradient mode stay as they are.
 *
 * <p>A view of a model's own weights follows them: it may be kept for a whole training and asked
 * anew after every step. Outputs are read as [n, k], further axes flattened into k. A view is not
 * safe for use by several threads at once.
 *
 * <p>Only trainable parameters count: those that are frozen, and running statistics, are constants.
 */
public final class ModelView implements AutoCloseable {

  private final ParameterSet parameters;
  private final EvaluationTree tree;
  private final AutoCloseable owned;

  /**
   * @param owned what ends with this view
   */
  private ModelView(ParameterSet parameters, EvaluationTree tree, AutoCloseable owned) {
    this.parameters = parameters;
    this.tree = tree;
    this.owned = owned;
  }

  /**
   * A view of a block at its own weights.
   *
   * @throws MeasurementException if the block is not initialised, closed, not on the PyTorch
   *     engine, on two devices, has no trainable parameter, or has weights that are not finite
   */
  public static ModelView of(Block block) {
    return of(Objects.requireNonNull(block, "block"), () -> {});
  }

  private static ModelView of(Block block, AutoCloseable owned) {
    ParameterSet parameters = ParameterSet.of(block);
    ModelView view = new ModelView(parameters, new EvaluationTree(block, parameters), owned);
    view.requireFiniteWeights();
    return view;
  }

  /**
   * A view of a model that exists only as a TorchScript file; closing the view closes the model. A
   * file that DJL has loaded already is a block like any other: see {@link #of(Model)}, but load it
   * with the option {@code trainParam = true}.
   *
   * @param file a file saved by {@code torch.jit}
   * @throws MeasurementException if there is no such file, it is not TorchScript, or is cut short
   */
  public static ModelView ofTorchScript(Path file) {
    Model model = TorchScriptFile.load(file);
    try {
      return of(model.getBlock(), model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A view of a model's block: see {@link #of(Block)}. */
  public static ModelView of(Model model) {
    return of(model.getBlock());
  }

  /** A view of the block that a trainer trains: see {@link #of(Block)}. */
  public static ModelView of(Trainer trainer) {
    return of(trainer.getModel());
  }

  /**
   * A view of the same block at other weights, which are copied.
   *
   * @param values one array for each of {@link #parameters()}, in that order
   * @throws MeasurementException if a shape, the number of arrays or a value is wrong
   */
  public ModelView withParameters(NDList values) {
    NDManager manager = NDManager.newBaseManager(device(), "PyTorch");
    try {
      ParameterSet given = parameters.withValues(values, manager);
      ModelView view = new ModelView(given, new EvaluationTree(tree.block(), given), manager);
      view.requireFiniteWeights();
      return view;
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * A view of the same block at w + s d, w its present weights.
   *
   * @param direction d [p], of the view's type
   * @param distance s
   * @throws MeasurementException if the direction does not suit, or w + s d is not finite
   */
  public ModelView movedBy(NDArray direction, double distance) {
    requireSuits(direction, "a direction");
    try (NDManager scratch = NDManager.newBaseManager(device(), "PyTorch")) {
      return at(flatParameters(scratch).addi(Aten.alias(direction, scratch).mul(distance)));
    }
  }

  /**
   * A view of the same block at other weights, which are copied.
   *
   * @param weights w [p], of the view's type, as {@link #flatParameters} gives them
   * @throws MeasurementException if the weights do not suit, or are not finite
   */
  public ModelView at(NDArray weights) {
    requireSuits(weights, "weights");
    try (NDManager scratch = NDManager.newBaseManager(device(), "PyTorch")) {
      NDArray own = Aten.alias(weights, scratch);
      NDList values = new NDList();
      for (ParameterInfo info : parameters()) {
        NDArray part = own.get("{}:{}", info.offset(), info.offset() + info.size());
        values.add(part.reshape(info.shape()));
      }
      return withParameters(values);
    }
  }

  private void requireSuits(NDArray vector, String name) {
    Inputs.requireOpen(vector, name);
    if (vector.size() != parameterCount() || vector.getDataType() != dataType()) {
      throw new MeasurementException(
          name + " [" + parameterCount() + "] of " + dataType(),
          vector.getShape() + " of " + vector.getDataType(),
          "give one number for each trainable weight, as flatParameters or a gradient has them");
    }
  }

  /**
   * A view of the same block with its present weights copied to {@code type}; FLOAT64 serves to
   * check a measurement.
   *
   * @throws MeasurementException if the type is not a floating-point type, or the model has a
   *     TorchScript part, whose constants keep their type
   */
  public ModelView toType(DataType type) {
    if (!type.isFloating()) {
      throw new MeasurementException(
          "a floating-point type", type.toString(), "use FLOAT32 or FLOAT64");
    }
    if (type != dataType()) {
      tree.requireJavaLayers(type);
    }
    NDManager manager = NDManager.newBaseManager(device(), "PyTorch");
    ParameterSet copied = parameters.toType(type, manager);
    return new ModelView(copied, new EvaluationTree(tree.block(), copied), manager);
  }

  /** The trainable parameters, in the order of {@code block.getParameters()}. */
  public List<ParameterInfo> parameters() {
    return parameters.infos();
  }

  /** The number of trainable weights, p. */
  public long parameterCount() {
    return parameters.count();
  }

  /** The type of the weights, and of all that is computed from them. */
  public DataType dataType() {
    return parameters.dataType();
  }

  /** Where the weights are. */
  public Device device() {
    return parameters.device();
  }

  /**
   * The trainable parameters, flattened and joined in order, a copy.
   *
   * @param manager the owner of the result [p]
   */
  public NDArray flatParameters(NDManager manager) {
    return GradMode.paused(() -> Aten.flatten(manager, parameters.trainableValues()));
  }

  /**
   * Sums of weights with factors: with the trainable parameters, flattened and joined in order,
   * laid out in rows as {@code factors} is, the sums over the rows of their products, without a
   * copy of the weights.
   *
   * @param manager the owner of the result [width]
   * @param factors [rows, width], of the view's type and on its device, at least p of them
   * @throws MeasurementException if the factors do not suit
   */
  public NDArray foldedSums(NDManager manager, NDArray factors) {
    Inputs.requireOpen(factors, "the factors");
    if (factors.getShape().dimension() != 2
        || factors.size() < parameterCount()
        || factors.getDataType() != dataType()
        || !factors.getDevice().equals(device())) {
      throw new MeasurementException(
          "factors [rows, width] for %d weights of type %s on %s"
              .formatted(parameterCount(), dataType(), device()),
          "%s of type %s on %s"
              .formatted(factors.getShape(), factors.getDataType(), factors.getDevice()),
          "give at least one factor for each trainable weight");
    }
    return GradMode.paused(() -> Aten.foldedSums(manager, parameters.trainableValues(), factors));
  }

  /**
   * The outputs f [n, k].
   *
   * @param manager the owner of the result
   * @param x the inputs, samples along the first axis
   */
  public NDArray outputs(NDManager manager, NDList x) {
    try (Evaluation evaluation = evaluate(x, Leaves.NONE)) {
      NDArray outputs = evaluation.outputs();
      outputs.attach(manager);
      return outputs;
    }
  }

  /**
   * One forward pass over checked inputs.
   *
   * @param x the inputs, samples along the first axis of each array
   * @param leaves what to keep the derivatives of
   * @return the pass with its graph; close it before the weights change
   * @throws MeasurementException if the inputs do not suit, or inputs, weights or outputs are not
   *     finite
   */
  public Evaluation evaluate(NDList x, Leaves leaves) {
    Inputs.check(x, device(), leaves);
    NDManager manager = BufferKeeper.open(device());
    try {
      Evaluation evaluation = tree.forward(x, leaves, manager);
      requireFinite(x, evaluation.outputs());
      return evaluation;
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private void requireFinite(NDList x, NDArray outputs) {
    if (Aten.isFinite(outputs)) {
      return;
    }
    Inputs.requireFinite(x);
    requireFiniteWeights();
    throw new NonFiniteException(
        "finite outputs",
        "NaN or infinite outputs at finite weights and inputs",
        "lower the learning rate or the scale of the inputs, the model has overflowed");
  }

  private void requireFiniteWeights() {
    try (NDManager scratch = NDManager.newBaseManager(device(), "PyTorch")) {
      NDList values = new NDList();
      parameters.all().forEach(p -> values.add(parameters.value(p)));
      boolean[] finite = Aten.finite(scratch, values);
      for (int i = 0; i < finite.length; i++) {
        if (!finite[i]) {
          Parameter bad = parameters.all().get(i);
          throw new NonFiniteException(
              "finite weights",
              "NaN or infinite entries in parameter \"" + parameters.nameOf(bad) + "\"",
              "lower the learning rate, the training has diverged");
        }
      }
    }
  }

  @Override
  public void close() {
    tree.close();
    try {
      owned.close();
    } catch (Exception e) {
      throw new IllegalStateException("closing the model failed", e);
    }
  }
}
