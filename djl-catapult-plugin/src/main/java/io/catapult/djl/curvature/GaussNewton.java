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
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.LinearOperator;

/**
 * The generalised Gauss-Newton matrix G = J^T B J, [p, p], as a map v -> G v, where J [n k, p] is
 * the derivative of the outputs by the weights and B = d^2 L / d f^2 [n k, n k] that of the loss by
 * the outputs, which may couple samples. It is the loss Hessian without the outputs' own curvature,
 * and positive semi-definite where the loss is convex in the outputs. With the papers' squared loss
 * G = (2/n) J^T J, whose non-zero eigenvalues are those of (2/n) K, K = J J^T the tangent kernel.
 *
 * <p>Cost: to build, one forward and one backward pass; a product, J v and J^T u: about two
 * backward passes. Build, use and close it before the weights change. Not for use by several
 * threads at once.
 */
public final class GaussNewton implements LinearOperator, AutoCloseable {

  private final OutputDerivatives derivatives;
  private final OutputCurvature curvature;

  private GaussNewton(OutputDerivatives derivatives, Loss loss, NDList labels) {
    this.derivatives = derivatives;
    this.curvature =
        new OutputCurvature(
            derivatives.manager(),
            loss,
            derivatives.outputs(derivatives.manager()),
            derivatives.modelShape(),
            labels);
  }

  /**
   * Builds the matrix at the weights of a model.
   *
   * @param model the model and its weights
   * @param loss the loss; it sees the outputs in the shape that the model gives them
   * @param x the inputs, n samples along the first axis of each array; they must stay open
   * @param labels the labels that the loss takes, n samples likewise
   * @throws MeasurementException if the inputs or labels do not suit, the loss is not a finite
   *     scalar, is not differentiable by the outputs or depends on weights directly
   */
  public static GaussNewton of(ModelView model, Loss loss, NDList x, NDList labels) {
    OutputDerivatives derivatives = OutputDerivatives.of(model, x);
    try {
      return new GaussNewton(derivatives, loss, labels);
    } catch (RuntimeException e) {
      derivatives.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return derivatives.weights().size();
  }

  @Override
  public DataType dataType() {
    return derivatives.weights().dataType();
  }

  @Override
  public Device device() {
    return derivatives.weights().device();
  }

  /**
   * G v.
   *
   * @param vector v [p], left unchanged
   * @return G v [p], a new array that belongs to the manager of v
   * @throws MeasurementException if the vector does not suit, the weights have changed since the
   *     matrix was built, or it is closed
   */
  @Override
  public NDArray apply(NDArray vector) {
    NDArray change = derivatives.first(vector);
    try (NDManager scratch = derivatives.manager().newSubManager()) {
      change.attach(scratch);
      NDArray product = derivatives.pullBack(curvature.apply(scratch, change));
      product.attach(vector.getManager());
      return product;
    }
  }

  @Override
  public void close() {
    derivatives.close();
  }
}
