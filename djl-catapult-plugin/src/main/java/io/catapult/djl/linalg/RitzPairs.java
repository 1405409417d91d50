/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;

/**
 * Approximate eigenpairs from a subspace: with M V = V T + F B, V and F orthonormal, an eigenpair
 * (theta, y) of T gives the pair (theta, V y) of M with the residual ||M V y - theta V y|| = ||B
 * y||.
 */
final class RitzPairs {

  private final double[] values;
  private final double[][] vectors;
  private final double[] residuals;

  private RitzPairs(double[] values, double[][] vectors, double[] residuals) {
    this.values = values;
    this.vectors = vectors;
    this.residuals = residuals;
  }

  /**
   * Solves the projected problem in double precision, on the CPU.
   *
   * @param manager any manager; nothing is left on it
   * @param projected T [k, k]
   * @param coupling B [p, k]
   * @param rounding the least residual that is believed
   */
  static RitzPairs of(
      NDManager manager, double[][] projected, double[][] coupling, double rounding) {
    int k = projected.length;
    double[] values = new double[k];
    double[][] vectors = new double[k][k];
    double[] residuals = new double[k];
    try (NDManager scratch = manager.newSubManager(Device.cpu())) {
      NDArray matrix = Vectors.matrix(scratch, projected, DataType.FLOAT64);
      NDList pairs = Aten.eigh(scratch, matrix);
      double[] ascending = pairs.get(0).toDoubleArray();
      double[] columns = pairs.get(1).toDoubleArray();
      for (int i = 0; i < k; i++) {
        values[i] = ascending[k - 1 - i];
        for (int j = 0; j < k; j++) {
          vectors[i][j] = columns[j * k + k - 1 - i];
        }
        residuals[i] = Math.max(rounding, norm(times(coupling, vectors[i])));
      }
    }
    return new RitzPairs(values, vectors, residuals);
  }

  static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  static double norm(double[] vector) {
    double norm = 0;
    for (double entry : vector) {
      norm = Math.hypot(norm, entry);
    }
    return norm;
  }

  int size() {
    return values.length;
  }

  /** theta, descending. */
  double[] values() {
    return values;
  }

  /** y, one row for each value. */
  double[][] vectors() {
    return vectors;
  }

  /** ||B y||, at least the rounding level. */
  double[] residuals() {
    return residuals;
  }

  double largestMagnitude() {
    return Math.max(Math.abs(values[0]), Math.abs(values[size() - 1]));
  }

  /** See {@link Eigenpairs#errors()}. */
  double[] errors() {
    return errors(values, residuals);
  }

  /**
   * The error of each value: min(r, r^2 / gap), the gap being the distance to the nearest other
   * value less that one's own residual.
   */
  static double[] errors(double[] values, double[] residuals) {
    double[] errors = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double gap = values.length > 1 ? Double.POSITIVE_INFINITY : 0;
      for (int j = Math.max(0, i - 1); j <= Math.min(values.length - 1, i + 1); j++) {
        if (j != i) {
          gap = Math.min(gap, Math.abs(values[i] - values[j]) - residuals[j]);
        }
      }
      errors[i] = residuals[i] * (gap > residuals[i] ? residuals[i] / gap : 1);
    }
    return errors;
  }
}
