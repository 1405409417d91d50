/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The eigenpairs of a small symmetric matrix by cyclic Jacobi rotations in double precision: Golub
 * and Van Loan, Matrix Computations, section 8.5. Cost: O(m^3) for each of some seven sweeps, less
 * than a single call to the engine while m is small.
 */
final class JacobiRotations {

  /** Sweeps converge quadratically; this many are never needed. */
  private static final int MAX_SWEEPS = 60;

  private final double[][] matrix;
  private final double[][] vectors;

  /**
   * @param matrix M [m, m], finite, of which the lower triangle decides; it is left unchanged
   */
  JacobiRotations(double[][] matrix) {
    int m = matrix.length;
    this.matrix = new double[m][m];
    this.vectors = new double[m][m];
    for (int i = 0; i < m; i++) {
      vectors[i][i] = 1;
      for (int j = 0; j <= i; j++) {
        this.matrix[i][j] = matrix[i][j];
        this.matrix[j][i] = matrix[i][j];
      }
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && sweep(); sweep++) {}
    sort();
  }

  /** Visits every entry under the diagonal once; false if nothing was left to do. */
  private boolean sweep() {
    boolean rotated = false;
    for (int p = 0; p < matrix.length; p++) {
      for (int q = p + 1; q < matrix.length; q++) {
        if (!isNegligible(p, q)) {
          rotate(p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private boolean isNegligible(int p, int q) {
    double size = Math.sqrt(Math.abs(matrix[p][p])) * Math.sqrt(Math.abs(matrix[q][q]));
    double entry = Math.abs(matrix[p][q]);
    return entry == 0 || entry < Double.MIN_NORMAL || entry <= Math.ulp(1.0) * size;
  }

  /** Makes the entry (p, q) zero. */
  private void rotate(int p, int q) {
    double theta = (matrix[q][q] - matrix[p][p]) / 2 / matrix[p][q];
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (double[] row : matrix) {
      double left = row[p];
      row[p] = c * left - s * row[q];
      row[q] = s * left + c * row[q];
    }
    rotateRows(matrix, p, q, c, s);
    rotateRows(vectors, p, q, c, s);
    matrix[p][q] = 0;
    matrix[q][p] = 0;
  }

  private static void rotateRows(double[][] rows, int p, int q, double c, double s) {
    double[] upper = rows[p];
    double[] lower = rows[q];
    for (int i = 0; i < upper.length; i++) {
      double above = upper[i];
      upper[i] = c * above - s * lower[i];
      lower[i] = s * above + c * lower[i];
    }
  }

  private void sort() {
    Integer[] order = new Integer[matrix.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -matrix[i][i]));
    double[] values = new double[order.length];
    double[][] rows = new double[order.length][];
    for (int i = 0; i < order.length; i++) {
      values[i] = matrix[order[i]][order[i]];
      rows[i] = vectors[order[i]];
    }
    for (int i = 0; i < order.length; i++) {
      matrix[i][i] = values[i];
      vectors[i] = rows[i];
    }
  }

  /** theta, descending. */
  double[] values() {
    double[] values = new double[matrix.length];
    Arrays.setAll(values, i -> matrix[i][i]);
    return values;
  }

  /** The orthonormal eigenvectors, as rows. */
  double[][] vectors() {
    return vectors;
  }
}
