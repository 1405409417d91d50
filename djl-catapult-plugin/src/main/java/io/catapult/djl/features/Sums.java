/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Sums over all entries, in float64 whatever the type of the entries. */
final class Sums {

  /**
   * Entries that are widened to float64 at a time. They stay in the processor's cache, and the
   * engine does not share out operations of this size among threads, which would wait for each
   * other at every one: on busy cores that cost twenty times as much.
   */
  private static final long BLOCK = 1L << 15;

  private Sums() {}

  /** The sum of a * b over all entries of two matrices of the same shape. */
  static double ofProducts(NDArray a, NDArray b) {
    long rows = a.getShape().get(0);
    long step = Math.max(1, BLOCK / Math.max(1, a.getShape().get(1)));
    double sum = 0;
    for (long start = 0; start < rows; start += step) {
      long end = Math.min(rows, start + step);
      try (NDManager scope = a.getManager().newSubManager()) {
        NDArray left = Views.rows(a, start, end, scope).toType(DataType.FLOAT64, false);
        NDArray right =
            a == b ? left : Views.rows(b, start, end, scope).toType(DataType.FLOAT64, false);
        sum += left.mul(right).sum().getDouble();
      }
    }
    return sum;
  }

  /** For each column of a matrix the sum of its squares, float64. */
  static NDArray ofSquaresByColumn(NDArray a, NDManager owner) {
    long rows = a.getShape().get(0);
    long columns = a.getShape().get(1);
    long step = Math.max(1, BLOCK / columns);
    NDArray sums = owner.zeros(new Shape(columns), DataType.FLOAT64);
    for (long start = 0; start < rows; start += step) {
      try (NDManager scope = owner.newSubManager()) {
        NDArray part = Views.rows(a, start, Math.min(rows, start + step), scope);
        sums.addi(part.toType(DataType.FLOAT64, false).square().sum(new int[] {0}));
      }
    }
    return sums;
  }

  /** The sum of all entries. */
  static double of(NDArray array) {
    try (NDManager scope = array.getManager().newSubManager()) {
      return Views.as(DataType.FLOAT64, array, scope).sum().getDouble();
    }
  }
}
