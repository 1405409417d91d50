/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * The largest eigenvalues and their vectors, by whatever is faster: a full decomposition of a small
 * matrix, {@link Lanczos} for a large one or for an operator.
 *
 * <p>The bounds come from timing kernels in float32 on one core, full decomposition against
 * Lanczos: 256 rows 17 ms, against 4 ms for the top 1 and 48 ms for the top 5; 768 rows 65 ms,
 * against 5 and 63 ms; 1280 rows 180 ms, against 6 and 40 ms. Where Lanczos needs so many products
 * that a full decomposition would have been faster, that is done in the end.
 */
public final class Eigen {

  /** Relative to the largest |theta|, for vectors; values are then right to its square. */
  static final double TOLERANCE = 1e-5;

  private static final int LARGEST_DENSE_FOR_ONE = 192;
  private static final int LARGEST_DENSE = 640;
  private static final int ROWS_FOR_EACH_PAIR = 32;
  private static final int ROWS_FOR_EACH_PRODUCT = 8;

  private Eigen() {}

  /**
   * The s largest eigenvalues of a matrix.
   *
   * @param matrix M [m, m], symmetric
   * @param count s, from 1 to m
   * @return the pairs, to be closed by the caller; {@link Outcome#NON_FINITE} if M holds NaN or
   *     infinity
   * @throws MeasurementException if M is not square or s is out of range
   */
  public static Eigenpairs top(NDArray matrix, int count) {
    DenseOperator operator = new DenseOperator(matrix);
    long size = operator.size();
    DenseEigen.requireCount(count, size);
    int largestDense = count == 1 ? LARGEST_DENSE_FOR_ONE : LARGEST_DENSE;
    if (size <= Math.max(largestDense, (long) ROWS_FOR_EACH_PAIR * count)) {
      return DenseEigen.top(matrix, count);
    }
    int products = Math.toIntExact(size / ROWS_FOR_EACH_PRODUCT);
    Eigenpairs pairs = lanczos(count, products).solve(operator);
    if (pairs.outcome() != Outcome.MAX_PRODUCTS_REACHED) {
      return pairs;
    }
    pairs.close();
    return DenseEigen.top(matrix, count);
  }

  /**
   * The s largest eigenvalues of an operator.
   *
   * @param operator M [m, m]
   * @param count s, from 1 to m
   * @return the pairs, to be closed by the caller; their residuals are at most 1e-5 of the largest
   *     magnitude unless the outcome says otherwise
   * @throws MeasurementException if s is out of range
   */
  public static Eigenpairs top(LinearOperator operator, int count) {
    return lanczos(count, 500).solve(operator);
  }

  private static Lanczos lanczos(int count, int products) {
    return Lanczos.builder()
        .setCount(count)
        .optTolerance(TOLERANCE)
        .optMaxProducts(products)
        .build();
  }
}
