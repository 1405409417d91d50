/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.LinearOperator;
import java.util.function.Function;

/**
 * The Hessian H = d^2 L / d w^2 of a loss by the trainable weights, [p, p], as a map v -> H v. L is
 * whatever the loss returns for the batch: a mean over samples for DJL's losses, so H has the same
 * normalisation. Exact, by differentiating the gradient; where L has kinks (ReLU, max-pool) it is
 * the Hessian of the smooth piece at w.
 *
 * <p>Cost: to build, one forward and one backward pass; a product, two backward passes. Memory: the
 * activations of one forward and one backward pass, held until closed.
 *
 * <p>Its ends of the spectrum come from {@link SharpnessTracker}, or {@link
 * io.catapult.djl.linalg.Lanczos} for single measurements; its trace and density from {@link
 * io.catapult.djl.linalg.TraceEstimator} and {@link io.catapult.djl.linalg.SpectralDensity}.
 *
 * <p>Build, use and close it before the weights change: a product afterwards is refused. Not for
 * use by several threads at once.
 */
public final class LossHessian implements LinearOperator, AutoCloseable {

  private final NDList inputs;
  private final Evaluation evaluation;
  private final WeightSlices weights;
  private final NDList gradient;
  private final double lossValue;
  private boolean closed;

  private LossHessian(NDList x, Evaluation evaluation, WeightSlices weights, NDArray loss) {
    this.inputs = new NDList(x);
    this.evaluation = evaluation;
    this.weights = weights;
    this.lossValue = Vectors.number(loss);
    this.gradient =
        Aten.grad(
            evaluation.manager(),
            new NDList(loss),
            evaluation.leaves(),
            new NDList(loss.onesLike()),
            Aten.Graph.CREATE);
  }

  /**
   * Builds the Hessian at the weights of a model.
   *
   * @param model the model and its weights
   * @param loss the loss; it sees the outputs in the shape that the model gives them
   * @param x the inputs, n samples along the first axis of each array; they must stay open
   * @param labels the labels that the loss takes, n samples likewise
   * @throws MeasurementException if the inputs or labels do not suit, the loss is not a finite
   *     scalar, is not differentiable by the outputs or depends on weights directly, or an
   *     operation of the model is not twice differentiable
   */
  public static LossHessian of(ModelView model, Loss loss, NDList x, NDList labels) {
    return of(
        model,
        x,
        outcome ->
            new DifferentiableLoss(
                    outcome.manager(), loss, labels, outcome.outputs(), outcome.modelShape())
                .at(outcome.outputs()));
  }

  /** The same of any number that is made of the outputs. */
  static LossHessian of(ModelView model, NDList x, Function<Evaluation, NDArray> number) {
    Evaluation evaluation = model.evaluate(x, Leaves.WEIGHTS);
    try {
      NDArray value = number.apply(evaluation);
      return new LossHessian(x, evaluation, new WeightSlices(model), value);
    } catch (RuntimeException e) {
      evaluation.close();
      throw e;
    }
  }

  /** The loss L at the weights. */
  public double lossValue() {
    return lossValue;
  }

  /**
   * The gradient d L / d w.
   *
   * @param manager the owner of the result [p], a copy
   */
  public NDArray gradient(NDManager manager) {
    requireOpen();
    try (NDManager scratch = evaluation.manager().newSubManager()) {
      NDArray flat = Aten.flatten(scratch, gradient).stopGradient();
      flat.attach(manager);
      return flat;
    }
  }

  @Override
  public long size() {
    return weights.size();
  }

  @Override
  public DataType dataType() {
    return weights.dataType();
  }

  @Override
  public Device device() {
    return weights.device();
  }

  /**
   * H v.
   *
   * @param vector v [p], left unchanged
   * @return H v [p], a new array that belongs to the manager of v
   * @throws MeasurementException if the vector does not suit, the weights have changed since the
   *     Hessian was built, it is closed, or an operation is not twice differentiable
   */
  @Override
  public NDArray apply(NDArray vector) {
    requireOpen();
    evaluation.requireCurrent();
    try (NDManager scratch = evaluation.manager().newSubManager()) {
      NDList slices = weights.of(vector, scratch);
      NDList product = Aten.grad(scratch, gradient, evaluation.leaves(), slices, Aten.Graph.RETAIN);
      return Aten.flatten(vector.getManager(), product);
    }
  }

  private void requireOpen() {
    Vectors.requireOpen(!closed, "the Hessian");
    Vectors.requireOpen(inputs);
  }

  @Override
  public void close() {
    closed = true;
    evaluation.close();
  }
}
