/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Eigenpairs of a symmetric matrix that is held in memory, by a full decomposition on its device.
 * Only the lower triangle decides. Cost: O(m^3), and m^2 s to find the residuals.
 */
public final class DenseEigen {

  private DenseEigen() {}

  /**
   * The s largest eigenvalues and their vectors.
   *
   * @param matrix M [m, m]
   * @param count s, from 1 to m
   * @return the pairs, to be closed by the caller; {@link Outcome#NON_FINITE} and none if M holds
   *     NaN or infinity
   * @throws MeasurementException if M is not square or s is out of range
   */
  public static Eigenpairs top(NDArray matrix, int count) {
    return solve(matrix, count, End.TOP);
  }

  /**
   * The s smallest eigenvalues and their vectors.
   *
   * @param matrix M [m, m]
   * @param count s, from 1 to m
   * @return the pairs, as for {@link #top}
   * @throws MeasurementException as for {@link #top}
   */
  public static Eigenpairs bottom(NDArray matrix, int count) {
    return solve(matrix, count, End.BOTTOM);
  }

  /**
   * The whole decomposition.
   *
   * @param matrix M [m, m]
   * @return m pairs, as for {@link #top}
   * @throws MeasurementException if M is not square
   */
  public static Eigenpairs all(NDArray matrix) {
    DenseOperator.requireSquare(matrix);
    return solve(matrix, Math.toIntExact(matrix.getShape().get(0)), End.TOP);
  }

  /**
   * The whole decomposition of an operator that is small enough to be held as a matrix, by its
   * products with the unit vectors: also of eigenvalues far below the largest, which a search to a
   * relative tolerance does not resolve. Cost: m products, and memory for m^2 numbers.
   *
   * @param operator M [m, m], symmetric
   * @return m pairs, as for {@link #top}
   */
  public static Eigenpairs all(LinearOperator operator) {
    int size = Math.toIntExact(operator.size());
    try (NDManager scope = NDManager.newBaseManager(operator.device(), "PyTorch")) {
      NDArray unit = scope.eye(size).toType(operator.dataType(), false);
      NDArray matrix = unit.zerosLike();
      for (int i = 0; i < size; i++) {
        try (NDArray vector = unit.get(i);
            NDArray row = operator.apply(vector)) {
          matrix.set(new NDIndex("{}", i), row);
        }
      }
      return all(matrix);
    }
  }

  private static Eigenpairs solve(NDArray matrix, int count, End end) {
    DenseOperator.requireSquare(matrix);
    requireCount(count, matrix.getShape().get(0));
    return matrix.getShape().get(0) <= SmallEigen.LARGEST
        ? SmallEigen.solve(matrix, count, end)
        : decompose(matrix, count, end);
  }

  /** By the engine. */
  static Eigenpairs decompose(NDArray matrix, int count, End end) {
    NDManager owner = NDManager.newBaseManager(matrix.getDevice(), "PyTorch");
    try (NDManager scratch = owner.newSubManager()) {
      if (!Aten.finite(scratch, new NDList(matrix))[0]) {
        return new Eigenpairs(owner, null, EigenvalueQuality.NONE, 0, Outcome.NON_FINITE);
      }
      NDList all = Aten.eigh(scratch, matrix);
      double[] ascending = Vectors.doubles(all.get(0));
      int from = end == End.TOP ? ascending.length - count : 0;
      NDArray columns = all.get(1).get(new NDIndex(":,{}:{}", from, from + count));
      // A copy of the wanted ones alone, so that the whole decomposition can go.
      NDArray rows = columns.transpose().flip(0);
      double[] values =
          IntStream.range(0, count).mapToDouble(i -> ascending[from + count - 1 - i]).toArray();
      double largest = Math.max(-ascending[0], ascending[ascending.length - 1]);
      double[] residuals = residuals(matrix, rows, values, largest);
      rows.attach(owner);
      EigenvalueQuality quality =
          new EigenvalueQuality(values, residuals, RitzPairs.errors(values, residuals));
      return new Eigenpairs(owner, rows, quality, 0, Outcome.CONVERGED);
    } catch (RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  /** ||M v_i - theta_i v_i|| for all rows v_i at once, in units of the largest magnitude. */
  private static double[] residuals(NDArray matrix, NDArray rows, double[] values, double largest) {
    double rounding = Vectors.epsilon(matrix.getDataType()) * largest;
    double unit = largest == 0 ? 1 : largest;
    NDArray theta = Vectors.column(rows.getManager(), values, rows.getDataType());
    NDArray difference = rows.matMul(matrix).sub(rows.mul(theta)).div(unit);
    double[] norms = Vectors.doubles(difference.norm(new int[] {1}));
    return DoubleStream.of(norms).map(norm -> Math.max(rounding, norm * unit)).toArray();
  }

  static void requireCount(int count, long size) {
    if (count < 1 || count > size) {
      throw new MeasurementException(
          "a count of eigenpairs from 1 to " + size + ", the size of the operator",
          Integer.toString(count),
          "ask for fewer, or give more samples or outputs");
    }
  }
}
