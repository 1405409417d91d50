/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;

/**
 * The papers' squared loss L = (1/n) sum_i sum_c (f_c(x_i) - y_ic)^2, a scalar.
 *
 * <p>There is no one-half, and the k outputs are summed, not averaged; DJL's {@code l2Loss} is this
 * loss divided by 2k. With it the critical learning rate from the tangent kernel K is n /
 * lambda_max(K). Predictions [n, ..] and labels have the same shape; labels [n] and predictions [n,
 * 1], or the reverse, are the same thing written differently and accepted. Labels of another type
 * are cast to that of the predictions. Zhu et al., Catapults in SGD: spikes in the training loss
 * and their impact on generalization through feature learning, section 2 (Optimization task).
 */
public final class SquaredErrorLoss extends Loss {

  private SquaredErrorLoss() {
    super("SquaredErrorLoss");
  }

  /**
   * Creates the loss.
   *
   * @return a loss with accumulators of its own
   */
  public static SquaredErrorLoss create() {
    return new SquaredErrorLoss();
  }

  /**
   * Evaluates the loss; differentiable any number of times.
   *
   * @param labels one array y
   * @param predictions one array f
   * @return L, a scalar of the predictions' type
   * @throws IllegalArgumentException if the shapes do not match or there is no sample
   */
  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    NDArray prediction = predictions.singletonOrThrow();
    NDArray label = labels.singletonOrThrow();
    Shape shape = prediction.getShape();
    requireMatching(shape, label.getShape());
    try (NDArray shaped = label.reshape(shape);
        NDArray target = shaped.toType(prediction.getDataType(), false);
        NDArray residual = prediction.sub(target);
        NDArray squares = residual.square();
        NDArray total = squares.sum()) {
      return NativeScalar.multiply(total, 1.0 / shape.get(0));
    }
  }

  private static void requireMatching(Shape prediction, Shape label) {
    if (prediction.dimension() == 0 || prediction.get(0) == 0) {
      throw new IllegalArgumentException(
          "Expected predictions [n, ..] of at least one sample, found shape "
              + prediction
              + "; give a batch with a leading sample dimension");
    }
    if (!withoutOutputOfOne(prediction).equals(withoutOutputOfOne(label))) {
      throw new IllegalArgumentException(
          "Expected labels of the predictions' shape "
              + prediction
              + ", found "
              + label
              + "; give one number for each sample and output (for classes: one-hot labels)");
    }
  }

  private static Shape withoutOutputOfOne(Shape shape) {
    return shape.dimension() == 2 && shape.get(1) == 1 ? shape.slice(0, 1) : shape;
  }
}
