/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Orthonormal vectors of length m, kept as the first rows of one array [capacity, m]:
 * orthogonalising against all of them is two matrix-vector products.
 */
final class OrthonormalRows {

  /** A second pass is needed where the first one cancels more than this share of the norm. */
  private static final double DANIEL = Math.sqrt(0.5);

  private static final int CHUNK = 1 << 18;

  /** What is left of a vector after its components along the rows were taken out. */
  static final class Rest {

    private final double[] components;
    private final double norm;

    private Rest(double[] components, double norm) {
      this.components = components;
      this.norm = norm;
    }

    /** The component along a row. */
    double component(int row) {
      return components[row];
    }

    /** The norm of the rest; 0 if the vector is a combination of the rows. */
    double norm() {
      return norm;
    }
  }

  private final NDArray rows;
  private final int capacity;
  private final long length;
  private int size;

  OrthonormalRows(NDManager manager, int capacity, long length, DataType type) {
    this.capacity = capacity;
    this.length = length;
    // Not zeros: memory is touched only as rows are filled.
    this.rows = manager.create(new Shape(capacity, length), type);
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == capacity;
  }

  NDArray row(NDManager manager, int index) {
    return rows.get(manager, new NDIndex("{}", index));
  }

  /**
   * Takes the components along the rows out of a vector, in place, by classical Gram-Schmidt with a
   * second pass where needed. Daniel, Gragg, Kaufman, Stewart, Reorthogonalization and stable
   * algorithms for updating the Gram-Schmidt QR factorization (1976), section 3.
   *
   * @param vector the vector [m]
   * @param before its norm
   * @param noise the norm up to which the rest is taken for rounding
   */
  Rest reduce(NDArray vector, double before, double noise) {
    if (size == 0) {
      return new Rest(new double[0], before > noise ? before : 0);
    }
    double[] components = subtract(vector);
    double after = Vectors.norm(vector);
    if (after < DANIEL * before) {
      double[] correction = subtract(vector);
      for (int i = 0; i < size; i++) {
        components[i] += correction[i];
      }
      double once = after;
      after = Vectors.norm(vector);
      if (after < DANIEL * once) {
        return new Rest(components, 0);
      }
    }
    return new Rest(components, after <= noise || size == length ? 0 : after);
  }

  private double[] subtract(NDArray vector) {
    try (NDManager scratch = rows.getManager().newSubManager()) {
      NDArray basis = rows.get(scratch, new NDIndex("0:{}", size));
      NDArray components = basis.matMul(vector);
      vector.subi(components.matMul(basis));
      return Vectors.doubles(components);
    }
  }

  /** Adds a vector that is orthogonal to all rows and has the given norm; it is scaled to 1. */
  void append(NDArray vector, double norm) {
    rows.set(new NDIndex("{}", size++), vector.divi(norm));
  }

  /** Replaces rows from, from + 1, ... by their combinations: new row i = sum_j q[i][j] row j. */
  void combine(int from, double[][] q) {
    for (long start = 0; start < length; start += CHUNK) {
      long end = Math.min(length, start + CHUNK);
      try (NDManager scratch = rows.getManager().newSubManager()) {
        NDArray factor = Vectors.matrix(scratch, q, rows.getDataType());
        NDArray block =
            rows.get(scratch, new NDIndex("{}:{},{}:{}", from, from + q[0].length, start, end));
        rows.set(
            new NDIndex("{}:{},{}:{}", from, from + q.length, start, end), factor.matMul(block));
      }
    }
  }

  /** Drops rows {@code from} to {@code to}, the latter not included; later rows move up. */
  void remove(int from, int to) {
    for (int i = to; i < size; i++) {
      try (NDManager scratch = rows.getManager().newSubManager()) {
        rows.set(new NDIndex("{}", from + i - to), row(scratch, i));
      }
    }
    size -= to - from;
  }

  /** The combinations sum_j q[i][j] row j as a new array [rows of q, m] of {@code manager}. */
  NDArray combined(NDManager manager, double[][] q) {
    try (NDManager scratch = rows.getManager().newSubManager()) {
      NDArray basis = rows.get(scratch, new NDIndex("0:{}", q[0].length));
      NDArray result = Vectors.matrix(scratch, q, rows.getDataType()).matMul(basis);
      result.attach(manager);
      return result;
    }
  }
}
