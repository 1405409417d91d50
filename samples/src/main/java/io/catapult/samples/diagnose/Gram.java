/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;

/**
 * The matrix A A^T in float64 from a matrix A [r, c] in the model's type. Rounding A to float32
 * moves its singular values by 1e-7 of the largest, so an eigenvalue at 1e-6 of the largest is
 * still right to some 1e-4, where summing A A^T itself in float32 would leave none of its digits.
 */
final class Gram {

  /** Half a gibibyte. */
  private static final long LARGEST = 1L << 29;

  private static final long BLOCK = 1L << 26;

  private Gram() {}

  /** Whether a matrix to make this of is small enough to be formed. */
  static boolean isAffordable(long rows, long columns, DataType type) {
    return (double) rows * columns * type.getNumOfBytes() <= LARGEST;
  }

  /**
   * A A^T.
   *
   * @param owner of the result
   * @param a A [r, c]
   * @return A A^T [r, r], float64
   */
  static NDArray of(NDManager owner, NDArray a) {
    long rows = a.getShape().get(0);
    long size = a.getShape().get(1);
    long columns = Math.max(1, BLOCK / (rows * Double.BYTES));
    NDArray sum = owner.zeros(new Shape(rows, rows), DataType.FLOAT64);
    for (long from = 0; from < size; from += columns) {
      try (NDManager scope = owner.newSubManager()) {
        NDArray block =
            Aten.alias(a, scope)
                .get(":, {}:{}", from, Math.min(size, from + columns))
                .toType(DataType.FLOAT64, true);
        Aten.alias(sum, scope).addi(block.matMul(block.transpose()));
      }
    }
    return sum;
  }

  /** Up to this share of the largest, an eigenvalue of A A^T may be rounding of A in float32. */
  static double rounding(long rows) {
    double unit = rows * (double) Math.ulp(1.0f);
    return unit * unit;
  }

  /**
   * The eigenvalues of A A^T, and of A^T A, that are more than rounding, descending.
   *
   * @param a A [r, c], worked on from its shorter side
   */
  static double[] eigenvalues(NDArray a) {
    try (NDManager scope = NDManager.newBaseManager(a.getDevice(), "PyTorch")) {
      NDArray rows = Aten.alias(a, scope);
      boolean wide = rows.getShape().get(0) <= rows.getShape().get(1);
      NDArray gram = of(scope, wide ? rows : rows.transpose());
      try (Eigenpairs pairs = DenseEigen.all(gram)) {
        double[] values = pairs.orThrow().values();
        double least = rounding(values.length) * values[0];
        return Arrays.stream(values).filter(value -> value > least).toArray();
      }
    }
  }
}
