/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * The spectral norm of a symmetric operator, the largest |lambda|: the larger of both ends of its
 * spectrum. A matrix of up to 640 rows is decomposed; a larger one, and an operator, take Lanczos
 * at both ends to 1e-3 of the norm, 10 to 60 products. Zero for the zero operator.
 */
public final class SpectralNorm {

  private static final double TOLERANCE = 1e-3;
  private static final int LARGEST_DENSE = 640;

  private SpectralNorm() {}

  /**
   * The norm of a matrix.
   *
   * @param matrix M [m, m], symmetric, float32 or float64
   * @throws MeasurementException if it is not square, holds NaN or infinity, or Lanczos does not
   *     converge
   */
  public static double of(NDArray matrix) {
    DenseOperator operator = new DenseOperator(matrix);
    if (operator.size() > LARGEST_DENSE) {
      return of(operator);
    }
    try (Eigenpairs all = DenseEigen.all(matrix)) {
      return largestMagnitude(all);
    }
  }

  /**
   * The norm of an operator.
   *
   * @param operator M [m, m]
   * @throws MeasurementException if a product is not finite, or Lanczos does not converge
   */
  public static double of(LinearOperator operator) {
    Lanczos lanczos =
        Lanczos.builder()
            .setCount(1)
            .optEnd(End.BOTH)
            .optTarget(Target.VALUES)
            .optTolerance(TOLERANCE)
            .build();
    try (Eigenpairs ends = lanczos.solve(operator)) {
      return largestMagnitude(ends);
    }
  }

  private static double largestMagnitude(Eigenpairs pairs) {
    double norm = 0;
    for (double value : pairs.orThrow().values()) {
      norm = Math.max(norm, Math.abs(value));
    }
    return norm;
  }
}
