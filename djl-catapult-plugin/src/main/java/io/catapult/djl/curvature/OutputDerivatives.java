/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;

/**
 * Derivatives of the outputs f [n, k] by the weights, along given directions: with J [n, k, p] the
 * Jacobian, J v, J^T u and v^T (d^2 f / d w^2) v. Exact, without finite differences.
 *
 * <p>The pull-back g(u) = J^T u is recorded once for a dummy u. It is linear in u, so J v is its
 * derivative by u with cotangent v; and (d g / d w) v, again linear in u, gives the second
 * derivative in the same way.
 *
 * <p>{@link io.catapult.djl.autodiff.WeightPath} has J v and the second derivative for Java layers,
 * anew for each direction, as part of a graph that is trained through. Take this one for any other
 * model, a TorchScript module too, for J^T u, and for J v along many directions, which share one
 * record. The second derivative of a network that {@code WeightPath} has rules for is cheaper there
 * (5 to 8 forward passes a direction; here 7 to 19).
 *
 * <p>Cost: to build, one forward and one backward pass; J v about one backward pass through those
 * two, J^T u one backward pass, the second derivative three to six times J v. Build, use and close
 * it before the weights change. Not for use by several threads at once.
 */
public final class OutputDerivatives implements AutoCloseable {

  private final NDList inputs;
  private final Evaluation evaluation;
  private final WeightSlices weights;
  private final NDList dummy;
  private final NDList pullBack;
  private boolean closed;

  private OutputDerivatives(NDList x, Evaluation evaluation, WeightSlices weights) {
    this.inputs = new NDList(x);
    this.evaluation = evaluation;
    this.weights = weights;
    NDArray cotangent = evaluation.outputs().zerosLike();
    cotangent.setRequiresGradient(true);
    this.dummy = new NDList(cotangent);
    this.pullBack = pull(evaluation.manager(), cotangent, Aten.Graph.CREATE);
  }

  /**
   * Records the outputs and their pull-back at the weights of a model.
   *
   * @param model the model and its weights
   * @param x the inputs, n samples along the first axis of each array; they must stay open
   * @throws MeasurementException if the inputs do not suit, or an operation of the model is not
   *     differentiable
   */
  public static OutputDerivatives of(ModelView model, NDList x) {
    Evaluation evaluation = model.evaluate(x, Leaves.WEIGHTS);
    try {
      return new OutputDerivatives(x, evaluation, new WeightSlices(model));
    } catch (RuntimeException e) {
      evaluation.close();
      throw e;
    }
  }

  /**
   * The outputs f.
   *
   * @param manager the owner of the result [n, k], a copy
   */
  public NDArray outputs(NDManager manager) {
    requireOpen();
    try (NDArray shared = evaluation.outputs().stopGradient()) {
      NDArray copy = shared.duplicate();
      copy.attach(manager);
      return copy;
    }
  }

  /**
   * The first derivative along v: J v = d f(w + t v) / d t at t = 0.
   *
   * @param vector v [p], left unchanged
   * @return J v [n, k], a new array that belongs to the manager of v
   * @throws MeasurementException if the vector does not suit, the weights have changed or this is
   *     closed
   */
  public NDArray first(NDArray vector) {
    requireOpen();
    try (NDManager scratch = evaluation.manager().newSubManager()) {
      NDList slices = weights.of(vector, scratch);
      return Aten.grad(vector.getManager(), pullBack, dummy, slices, Aten.Graph.RETAIN).head();
    }
  }

  /**
   * The second derivative along v: v^T (d^2 f / d w^2) v = d^2 f(w + t v) / d t^2 at t = 0, for
   * each sample and output.
   *
   * @param vector v [p], left unchanged
   * @return [n, k], a new array that belongs to the manager of v
   * @throws MeasurementException as for {@link #first}, or if an operation is not twice
   *     differentiable
   */
  public NDArray second(NDArray vector) {
    requireOpen();
    try (NDManager scratch = evaluation.manager().newSubManager()) {
      NDList slices = weights.of(vector, scratch);
      NDList change = Aten.grad(scratch, pullBack, evaluation.leaves(), slices, Aten.Graph.CREATE);
      return Aten.grad(vector.getManager(), change, dummy, slices, Aten.Graph.RETAIN).head();
    }
  }

  /**
   * J^T u, the gradient of sum u o f by the weights.
   *
   * @param cotangent u [n, k], left unchanged
   * @return J^T u [p], a new array that belongs to the manager of u
   * @throws MeasurementException if u does not suit, the weights have changed or this is closed
   */
  public NDArray pullBack(NDArray cotangent) {
    requireOpen();
    NDArray outputs = evaluation.outputs();
    Vectors.require(
        cotangent,
        "a cotangent of the outputs",
        outputs.getShape(),
        outputs.getDataType(),
        outputs.getDevice());
    try (NDManager scratch = evaluation.manager().newSubManager()) {
      return Aten.flatten(cotangent.getManager(), pull(scratch, cotangent, Aten.Graph.RETAIN));
    }
  }

  WeightSlices weights() {
    return weights;
  }

  Shape modelShape() {
    return evaluation.modelShape();
  }

  NDManager manager() {
    return evaluation.manager();
  }

  private NDList pull(NDManager manager, NDArray cotangent, Aten.Graph graph) {
    return Aten.grad(
        manager,
        new NDList(evaluation.outputs()),
        evaluation.leaves(),
        new NDList(cotangent),
        graph);
  }

  private void requireOpen() {
    Vectors.requireOpen(!closed, "the output derivatives");
    Vectors.requireOpen(inputs);
    evaluation.requireCurrent();
  }

  @Override
  public void close() {
    closed = true;
    evaluation.close();
  }
}
