/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import io.catapult.djl.autodiff.MeasurementException;

/** What a {@link LanczosBuilder} has gathered. */
record LanczosSettings(
    int count,
    End end,
    Target target,
    double tolerance,
    int maxProducts,
    int basis,
    int block,
    int keep,
    long seed) {

  /** A tolerance of fewer units of rounding than this could never be met. */
  private static final int ROUNDING_UNITS = 10;

  void requireSuits(LinearOperator operator) {
    DenseEigen.requireCount(count, operator.size());
    double least = ROUNDING_UNITS * Vectors.epsilon(operator.dataType());
    if (tolerance < least) {
      throw new MeasurementException(
          "a tolerance of at least " + least + " for vectors of " + operator.dataType(),
          Double.toString(tolerance),
          "relax it or compute in float64");
    }
  }

  /** The number of pairs wanted of m. */
  int wanted(long m) {
    return end.wanted(count, m);
  }

  /**
   * The number of vectors that fit in memory. Each further copy of a multiple eigenvalue takes one
   * more start vector, hence the lower limit.
   */
  int capacity(long m, int given) {
    int wanted = wanted(m);
    int least = 2 * wanted + keep + Math.max(block, given) + 2;
    int chosen = basis == 0 ? Math.max(20, least + 8) : basis;
    return (int) Math.min(m, Math.max(chosen, Math.max(least, 2 * given + 2)));
  }
}
