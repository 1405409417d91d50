/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.ModelView;

/** The loss of a model on a batch, and its gradient, at the weights that a view has. */
public final class LossValue {

  private LossValue() {}

  /**
   * L. Cost: one forward pass.
   *
   * @param x the inputs, n samples along the first axis of each array
   * @param labels the labels that the loss takes, n samples likewise
   * @throws io.catapult.djl.autodiff.MeasurementException if the inputs or labels do not suit, or
   *     the loss is not a finite scalar
   */
  public static double of(ModelView model, Loss loss, NDList x, NDList labels) {
    try (Evaluation pass = model.evaluate(x, Leaves.NONE)) {
      return at(pass, loss, labels).valueAt(pass.outputs());
    }
  }

  /**
   * d L / d w. Cost: one forward and one backward pass.
   *
   * @param manager the owner of the result [p]
   * @throws io.catapult.djl.autodiff.MeasurementException as by {@link #of}, and if the loss is not
   *     differentiable by the outputs or depends on weights directly
   */
  public static NDArray gradient(
      NDManager manager, ModelView model, Loss loss, NDList x, NDList labels) {
    try (Evaluation pass = model.evaluate(x, Leaves.WEIGHTS)) {
      NDArray value = at(pass, loss, labels).at(pass.outputs());
      NDList gradient =
          Aten.grad(
              pass.manager(),
              new NDList(value),
              pass.leaves(),
              new NDList(value.onesLike()),
              Aten.Graph.RELEASE);
      return Aten.flatten(manager, gradient);
    }
  }

  private static DifferentiableLoss at(Evaluation pass, Loss loss, NDList labels) {
    return new DifferentiableLoss(pass.manager(), loss, labels, pass.outputs(), pass.modelShape());
  }
}
