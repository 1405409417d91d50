/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eigenvalues with several eigenvectors, of which a Krylov space holds as many as it has starts.
 */
class LanczosMultiplicityTest extends OperatorFixture {

  private static final double TOLERANCE = 1e-4;

  private Eigenpairs solve(LinearOperator operator, int count, End end, long seed) {
    return Lanczos.builder()
        .setCount(count)
        .optEnd(end)
        .optTolerance(TOLERANCE)
        // Of a larger multiplicity the rest is found by rounding, which differs between processors.
        .optBlock(3)
        .optSeed(seed)
        .build()
        .solve(operator)
        .orThrow();
  }

  private static double[] withBulk(double... extremes) {
    double[] values = new Random(3).doubles(1500, -1, 1).toArray();
    System.arraycopy(extremes, 0, values, 0, extremes.length);
    return values;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void threefoldAndTwofoldEigenvaluesAreFoundAboveABulk(DataType type) {
    double[] values = withBulk(5, 5, 5, 3, 3, 2);
    for (int seed = 0; seed < 5; seed++) {
      for (int count : new int[] {2, 3, 4, 6}) {
        try (Eigenpairs pairs = solve(diagonal(type, values), count, End.TOP, seed)) {
          double[] truth = Arrays.copyOf(descending(values), count);
          assertArrayEquals(truth, pairs.values(), TOLERANCE * 5);
        }
      }
    }
  }

  @Test
  void multipleEigenvaluesAreFoundAtBothEnds() {
    double[] values = withBulk(5, 5, 5, 4, -6, -6, -6, -6, -3);
    try (Eigenpairs pairs = solve(diagonal(DataType.FLOAT32, values), 5, End.BOTH, 1)) {
      double[] all = descending(values);
      double[] top = Arrays.copyOf(pairs.values(), 5);
      double[] bottom = Arrays.copyOfRange(pairs.values(), 5, 10);
      assertArrayEquals(Arrays.copyOf(all, 5), top, TOLERANCE * 6);
      assertArrayEquals(Arrays.copyOfRange(all, all.length - 5, all.length), bottom, TOLERANCE * 6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40})
  void aProjectionHasItsRankInOnes(int rank) {
    double[] values = new double[100];
    Arrays.fill(values, 0, rank, 1);
    int count = Math.min(100, rank + 1);
    try (Eigenpairs pairs =
        solve(new DenseOperator(matrix(DataType.FLOAT32, 2, values)), count, End.TOP, 0)) {
      assertArrayEquals(Arrays.copyOf(values, count), pairs.values(), TOLERANCE);
    }
  }

  @Test
  void oneEigenvalueNeedsNoSearchForItsCopies() {
    double[] values = withBulk(5, 5, 5);
    try (Eigenpairs one = solve(diagonal(DataType.FLOAT64, values), 1, End.TOP, 0)) {
      assertEquals(5, one.values()[0], TOLERANCE * 5);
      assertTrue(one.products() <= 20);
    }
  }
}
