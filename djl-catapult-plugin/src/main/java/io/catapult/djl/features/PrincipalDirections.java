/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The directions in input space along which a model's outputs vary the most: eigenvectors of its
 * AGOP, with the mean squared derivative along each, which is the eigenvalue.
 *
 * <p>There are fewer than asked for where the AGOP has no more: eigenvalues at the level of
 * rounding belong to no direction in particular.
 */
public final class PrincipalDirections {

  private final double[] eigenvalues;
  private final NDArray directions;

  private PrincipalDirections(double[] eigenvalues, NDArray directions) {
    this.eigenvalues = eigenvalues;
    this.directions = directions;
  }

  /** The number of directions. */
  public int count() {
    return eigenvalues.length;
  }

  /** The eigenvalues, descending, all positive. */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** The eigenvectors as columns [d, count], of length 1, each up to its sign. */
  public NDArray directions() {
    return directions;
  }

  /**
   * The directions of an AGOP from a matrix that has its eigenvalues.
   *
   * @param matrix [m, m], float64
   * @param scale what the eigenvalues are to be divided by
   * @param s how many at most
   * @param toInputs turns eigenvectors [m, s] into multiples of eigenvectors [d, s] of the AGOP
   * @param type of the numbers that the matrix was made from, and of the result
   */
  static PrincipalDirections of(
      NDArray matrix,
      double scale,
      int s,
      UnaryOperator<NDArray> toInputs,
      DataType type,
      NDManager owner) {
    int count = (int) Math.min(s, matrix.getShape().get(0));
    try (NDManager scope = owner.newSubManager();
        Eigenpairs top = Eigen.top(matrix, count)) {
      double least = matrix.getShape().get(0) * epsilon(type) * top.values()[0];
      double[] values =
          Arrays.stream(top.values()).filter(v -> v > least).map(v -> v / scale).toArray();
      NDArray vectors = toInputs.apply(Views.columns(top.vectors(), 0, values.length, scope));
      NDArray lengths = vectors.square().sum(new int[] {0}, true).sqrt();
      NDArray directions = vectors.div(lengths).toType(type, false);
      directions.attach(owner);
      return new PrincipalDirections(values, directions);
    }
  }

  private static double epsilon(DataType type) {
    return type == DataType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1.0f);
  }
}
