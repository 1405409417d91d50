/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossHessian;
import io.catapult.djl.curvature.PreconditionedOperator;
import io.catapult.djl.curvature.Sharpness;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.linalg.End;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.djl.linalg.Outcome;
import io.catapult.djl.linalg.Target;

/** Follows the ends of the loss Hessian's spectrum on one kind of data. */
final class SharpnessInstrument implements AutoCloseable {

  private static final double TOLERANCE = 1e-3;

  private final ModelView model;
  private final Loss loss;
  private final SharpnessTracker largest = follow(End.TOP);
  private final SharpnessTracker smallest = follow(End.BOTTOM);
  private final SharpnessTracker preconditioned = follow(End.TOP);

  SharpnessInstrument(ModelView model, Loss loss) {
    this.model = model;
    this.loss = loss;
  }

  private static SharpnessTracker follow(End end) {
    return SharpnessTracker.of(
        Lanczos.builder()
            .setCount(1)
            .optEnd(end)
            .optTarget(Target.VALUES)
            .optTolerance(TOLERANCE)
            .build());
  }

  /** Records the Hessian at the present weights; to be closed before they change. */
  LossHessian hessian(NDList x, NDList labels) {
    return LossHessian.of(model, loss, x, labels);
  }

  /** lambda_max. */
  double largest(LossHessian hessian) {
    return value(largest, largest.measure(hessian));
  }

  /** lambda_min. */
  double smallest(LossHessian hessian) {
    return value(smallest, smallest.measure(hessian));
  }

  /**
   * lambda_max of D^(-1/2) H D^(-1/2).
   *
   * @param diagonal D [p]
   */
  double preconditioned(LossHessian hessian, NDArray diagonal) {
    try (PreconditionedOperator operator = PreconditionedOperator.of(hessian, diagonal)) {
      return value(preconditioned, preconditioned.measure(operator));
    }
  }

  /** A value that did not converge is worse than none: the next search then starts cold. */
  private static double value(SharpnessTracker tracker, Sharpness sharpness) {
    if (sharpness.outcome() == Outcome.CONVERGED) {
      return sharpness.largest();
    }
    tracker.forget();
    throw new MeasurementException(
        "an eigenvalue of the Hessian to " + TOLERANCE,
        sharpness.outcome() + " after " + sharpness.products() + " products",
        sharpness.outcome().advice());
  }

  @Override
  public void close() {
    largest.close();
    smallest.close();
    preconditioned.close();
  }
}
