/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Conversions between vectors on a device and double precision numbers in Java. */
final class Vectors {

  // The squares of norms in this range neither under- nor overflow in float32.
  private static final double SAFE_LOW = 1e-15;
  private static final double SAFE_HIGH = 1e15;

  private Vectors() {}

  /** The distance from 1 to the next larger number of the type. */
  static double epsilon(DataType type) {
    return type == DataType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1.0f);
  }

  static double number(NDArray scalar) {
    return scalar.getDataType() == DataType.FLOAT64
        ? scalar.toDoubleArray()[0]
        : scalar.toFloatArray()[0];
  }

  /**
   * The Euclidean norm; NaN or infinite if, and only if, an entry is. By the scalar product: the
   * engine's own norm loses four digits in float32 on six million entries.
   */
  static double norm(NDArray vector) {
    double norm = Math.sqrt(dot(vector, vector));
    if (norm >= SAFE_LOW && norm <= SAFE_HIGH) {
      return norm;
    }
    try (NDManager scratch = vector.getManager().newSubManager()) {
      double largest = number(owned(scratch, owned(scratch, vector.abs()).max()));
      if (largest == 0 || !Double.isFinite(largest)) {
        return largest;
      }
      NDArray unit = owned(scratch, vector.div(largest));
      return largest * Math.sqrt(dot(unit, unit));
    }
  }

  static double dot(NDArray a, NDArray b) {
    try (NDArray product = a.dot(b)) {
      return number(product);
    }
  }

  static double[] doubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] narrow = array.toFloatArray();
    double[] wide = new double[narrow.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = narrow[i];
    }
    return wide;
  }

  /** Numbers as a column [n, 1]. */
  static NDArray column(NDManager manager, double[] numbers, DataType type) {
    double[][] rows = new double[numbers.length][];
    Arrays.setAll(rows, i -> new double[] {numbers[i]});
    return matrix(manager, rows, type);
  }

  /** The rows of a small matrix as an array of the given type. */
  static NDArray matrix(NDManager manager, double[][] rows, DataType type) {
    int columns = rows[0].length;
    double[] flat = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    NDArray wide = manager.create(flat, new Shape(rows.length, columns));
    return type == DataType.FLOAT64 ? wide : wide.toType(type, true);
  }

  private static NDArray owned(NDManager manager, NDArray array) {
    array.attach(manager);
    return array;
  }
}
