/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;

/**
 * The outputs of a block of Java layers along straight paths of its weights, F(t) = f(w0 + t v; x),
 * and their exact derivatives at t = 0: F' = J v and F'' = v^T H_f v for each sample and output,
 * without a Jacobian or a Hessian. It keeps copies of the block's parameters as they were, frozen
 * ones and running statistics included, and never changes the block, which is evaluated in
 * evaluation mode.
 *
 * <p>Cost, F included: 3 to 5 forward passes for F' and 5 to 8 for F'' through linear and
 * convolutional layers, batch norms and operations without weights, in sequences and parallel
 * blocks, and through a network of a graph; up to 6 and 18 through any other block with weights,
 * such as a class of a user's own, by differentiating it.
 *
 * <p>{@code OutputDerivatives} has the same derivatives of any model, a TorchScript module too, and
 * J^T u besides, but no graph of them. Take this one for Java layers: to train through the
 * derivatives, which needs their graph, and for F'' along one direction.
 */
public final class WeightPath implements AutoCloseable {

  private final NDManager manager;
  private final ParameterSet parameters;
  private final Block block;

  private WeightPath(Block block, ParameterSet parameters, NDManager manager) {
    this.block = block;
    this.parameters = parameters;
    this.manager = manager;
  }

  /**
   * Takes a block with its weights.
   *
   * @param manager the owner of the copies, which ends with this
   * @throws MeasurementException if the block is not initialised, has a TorchScript part, or has no
   *     trainable parameter
   */
  public static WeightPath of(Block block, NDManager manager) {
    ParameterSet own = ofJavaLayers(block);
    return new WeightPath(block, own.toType(own.dataType(), manager), manager);
  }

  /**
   * Takes a block with other values of its parameters.
   *
   * @param values as {@link #values()} gave them
   * @param manager likewise
   * @throws MeasurementException likewise, or if the values do not suit
   */
  public static WeightPath at(Block block, NDList values, NDManager manager) {
    return new WeightPath(block, ofJavaLayers(block).withAllValues(values, manager), manager);
  }

  private static ParameterSet ofJavaLayers(Block block) {
    ParameterSet own = ParameterSet.of(block);
    try (EvaluationTree tree = new EvaluationTree(block, own)) {
      tree.requireJavaLayers(own.dataType());
    }
    return own;
  }

  /** The trainable parameters, in the order of {@code block.getParameters()}. */
  public List<ParameterInfo> parameters() {
    return parameters.infos();
  }

  /** The weights w0 that the block had, one array for each of {@link #parameters()}. */
  public NDList start() {
    return parameters.trainableValues();
  }

  /** All parameters as they were, frozen ones and running statistics included. */
  public NDList values() {
    return parameters.allValues();
  }

  /** The output shapes that the block has for inputs of given shapes. */
  public Shape[] outputShapes(Shape[] inputs) {
    return block.getOutputShapes(inputs);
  }

  /**
   * F, F', .. in the shape of the block's outputs. They are part of the graph of weights, direction
   * and inputs if the thread records; the thread must record.
   *
   * @param weights w0, one array for each of {@link #parameters()}
   * @param direction v, likewise
   * @param x the inputs
   * @param order the highest derivative, 1 or 2
   * @param constantHighest whether the highest derivative is left out of the graph, which saves a
   *     third of the work and more
   * @param scope the owner of what is computed
   * @return order + 1 arrays
   */
  public NDList along(
      NDList weights,
      NDList direction,
      NDList x,
      int order,
      boolean constantHighest,
      NDManager scope) {
    JetRules rules = new JetRules(parameters, order, constantHighest, scope);
    List<Parameter> trainable = parameters.trainable();
    for (int i = 0; i < trainable.size(); i++) {
      rules.move(trainable.get(i), weights.get(i), direction.get(i));
    }
    List<Jet> inputs = x.stream().map(each -> Jet.constant(each, order)).toList();
    List<Jet> outputs = rules.through(block, inputs);
    if (outputs.size() != 1) {
      throw new MeasurementException(
          "one output array",
          outputs.size() + " arrays",
          "wrap the model in a block that returns one array [n, ...]");
    }
    NDList result = new NDList();
    for (NDArray each : outputs.get(0).derivatives()) {
      result.add(each == null ? result.head().zerosLike() : each);
    }
    return result;
  }

  @Override
  public void close() {
    manager.close();
  }
}
