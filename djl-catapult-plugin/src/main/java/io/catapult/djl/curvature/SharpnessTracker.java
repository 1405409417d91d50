/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.End;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.djl.linalg.LinearOperator;
import io.catapult.djl.linalg.Target;

/**
 * Follows the extreme eigenvalues of the curvature through a training: each measurement starts from
 * the eigenvectors of the one before, which saves most of the products while the weights change
 * little.
 *
 * <p>Memory between measurements: one vector [p] for each eigenvalue and what the Lanczos settings
 * keep besides. Not for use by several threads at once.
 */
public final class SharpnessTracker implements AutoCloseable {

  private static final double DEFAULT_TOLERANCE = 1e-3;

  private final Lanczos lanczos;
  private Eigenpairs last;

  private SharpnessTracker(Lanczos lanczos) {
    this.lanczos = lanczos;
  }

  /** Follows what the given settings ask for. */
  public static SharpnessTracker of(Lanczos lanczos) {
    return new SharpnessTracker(lanczos);
  }

  /**
   * Follows the largest eigenvalues, each to 1e-3 of the largest.
   *
   * @param count how many
   * @throws MeasurementException if the count is not positive
   */
  public static SharpnessTracker top(int count) {
    return of(
        Lanczos.builder()
            .setCount(count)
            .optEnd(End.TOP)
            .optTarget(Target.VALUES)
            .optTolerance(DEFAULT_TOLERANCE)
            .build());
  }

  /**
   * Measures an operator: a {@link LossHessian}, {@link GaussNewton} or {@link
   * PreconditionedOperator}.
   *
   * @throws MeasurementException if more eigenvalues are wanted than there are, or the operator has
   *     another size than the one before
   */
  public Sharpness measure(LinearOperator operator) {
    Eigenpairs pairs = last == null ? lanczos.solve(operator) : lanczos.solve(operator, last);
    if (pairs.size() > 0) {
      forget();
      last = pairs;
    } else {
      pairs.close();
    }
    return Sharpness.of(pairs);
  }

  /**
   * Measures the loss Hessian at the weights of a model: builds it, follows it and closes it.
   *
   * @param model the model and its weights
   * @param loss the loss; it sees the outputs in the shape that the model gives them
   * @param x the inputs, n samples along the first axis of each array
   * @param labels the labels that the loss takes, n samples likewise
   * @throws MeasurementException as for {@link LossHessian#of} and {@link #measure(LinearOperator)}
   */
  public Sharpness measure(ModelView model, Loss loss, NDList x, NDList labels) {
    try (LossHessian hessian = LossHessian.of(model, loss, x, labels)) {
      return measure(hessian);
    }
  }

  /** Makes the next measurement start cold, as when the weights have changed altogether. */
  public void forget() {
    if (last != null) {
      last.close();
      last = null;
    }
  }

  @Override
  public void close() {
    forget();
  }
}
