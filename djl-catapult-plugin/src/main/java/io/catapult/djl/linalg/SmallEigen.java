/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;
import java.util.Arrays;

/** The same as {@link DenseEigen#decompose} for a small matrix: one transfer, then Java. */
final class SmallEigen {

  /** Jacobi's method is faster up to this size than the engine, whose calls dominate. */
  static final int LARGEST = 16;

  private SmallEigen() {}

  static Eigenpairs solve(NDArray matrix, int count, End end) {
    double[] numbers = Aten.numbers(matrix);
    NDManager owner = NDManager.newBaseManager(matrix.getDevice(), "PyTorch");
    if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
      return new Eigenpairs(owner, null, EigenvalueQuality.NONE, 0, Outcome.NON_FINITE);
    }
    int size = Math.toIntExact(matrix.getShape().get(0));
    double[][] rows = new double[size][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(numbers, i * size, (i + 1) * size));
    JacobiRotations all = new JacobiRotations(rows);
    int from = end == End.TOP ? 0 : size - count;
    double[] values = Arrays.copyOfRange(all.values(), from, from + count);
    double[][] vectors = Arrays.copyOfRange(all.vectors(), from, from + count);
    double largest = Math.max(-all.values()[size - 1], all.values()[0]);
    double rounding = Vectors.epsilon(matrix.getDataType()) * largest;
    double[] residuals = residuals(rows, values, vectors, rounding);
    EigenvalueQuality quality =
        new EigenvalueQuality(values, residuals, RitzPairs.errors(values, residuals));
    DataType type = matrix.getDataType();
    return new Eigenpairs(owner, vectors, type, quality);
  }

  /** ||M v_i - theta_i v_i||, at least the rounding level. */
  private static double[] residuals(
      double[][] matrix, double[] values, double[][] vectors, double rounding) {
    double[] residuals = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double[] difference = RitzPairs.times(matrix, vectors[i]);
      for (int j = 0; j < difference.length; j++) {
        difference[j] -= values[i] * vectors[i][j];
      }
      residuals[i] = Math.max(rounding, RitzPairs.norm(difference));
    }
    return residuals;
  }
}
