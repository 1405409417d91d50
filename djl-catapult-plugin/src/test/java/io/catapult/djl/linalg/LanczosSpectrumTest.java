/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spectra that are known in closed form. */
class LanczosSpectrumTest extends OperatorFixture {

  /** The tolerance that is asked for where nothing else is said. */
  private static final double TOLERANCE = 1e-4;

  private static Eigenpairs solve(LinearOperator operator, int count, End end) {
    return Lanczos.builder()
        .setCount(count)
        .optEnd(end)
        .optTolerance(TOLERANCE)
        .build()
        .solve(operator)
        .orThrow();
  }

  private static double[] wanted(double[] spectrum, int count, End end) {
    double[] all = descending(spectrum);
    int m = all.length;
    return switch (end) {
      case TOP -> Arrays.copyOf(all, count);
      case BOTTOM -> Arrays.copyOfRange(all, m - count, m);
      case BOTH ->
          2 * count >= m
              ? all
              : DoubleStream.concat(Arrays.stream(all, 0, count), Arrays.stream(all, m - count, m))
                  .toArray();
    };
  }

  /** All three ends, counts 1 and 3: values, residuals and orthonormality. */
  private static void check(LinearOperator operator, double... spectrum) {
    double scale = DoubleStream.of(spectrum).map(Math::abs).max().orElseThrow();
    for (End end : End.values()) {
      for (int count : new int[] {1, Math.min(3, spectrum.length)}) {
        try (Eigenpairs pairs = solve(operator, count, end)) {
          // A residual bounds the distance to some eigenvalue; that it is the right one is tested.
          double allowed = TOLERANCE * scale + rounding(operator.dataType()) * scale;
          assertArrayEquals(wanted(spectrum, count, end), pairs.values(), allowed);
          checkVectors(operator, pairs, scale);
        }
      }
    }
  }

  private static void checkVectors(LinearOperator operator, Eigenpairs pairs, double scale) {
    double rounding = rounding(operator.dataType());
    assertArrayEquals(
        pairs.residuals(), trueResiduals(operator, pairs), rounding * Math.max(scale, 1e-30));
    for (int i = 0; i < pairs.size(); i++) {
      assertTrue(pairs.residuals()[i] <= TOLERANCE * scale);
      assertTrue(pairs.errors()[i] <= pairs.residuals()[i]);
      double[] a = column(pairs.vectors(), i);
      for (int j = 0; j <= i; j++) {
        double[] b = column(pairs.vectors(), j);
        double dot = IntStream.range(0, a.length).mapToDouble(l -> a[l] * b[l]).sum();
        assertEquals(i == j ? 1 : 0, dot, rounding);
      }
    }
    assertEquals(new Shape(operator.size(), pairs.size()), pairs.vectors().getShape());
    assertEquals(operator.dataType(), pairs.vectors().getDataType());
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void ofADiagonalMatrixWithOutliers(DataType type) {
    Random random = new Random(1);
    double[] values = random.doubles(500, -0.1, 0.1).toArray();
    double[] outliers = {10, 6, 5.9, 3, -4, -3.5, -2};
    System.arraycopy(outliers, 0, values, 100, outliers.length);
    check(diagonal(type, values), values);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void ofTheLaplacianOfAPath(DataType type) {
    // Eigenvalues 2 - 2 cos(pi j / (m + 1)), j = 1..m; the ends crowd together.
    int m = 60;
    double[] values = new double[m];
    Arrays.setAll(values, j -> 2 - 2 * Math.cos(Math.PI * (j + 1) / (m + 1)));
    double[][] rows = new double[m][m];
    for (int i = 0; i < m; i++) {
      rows[i][i] = 2;
      if (i > 0) {
        rows[i][i - 1] = -1;
        rows[i - 1][i] = -1;
      }
    }
    check(new DenseOperator(Vectors.matrix(manager, rows, type)), values);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void ofADenseMatrixWithClusters(DataType type) {
    double[] values = new double[300];
    Random random = new Random(2);
    Arrays.setAll(values, i -> (i < 3 ? 8 + 0.2 * i : i < 6 ? -7 - i : 0) + random.nextDouble());
    check(new DenseOperator(matrix(type, 4, values)), values);
  }

  @Test
  void theTopOfMinusFiveToThreeIsThree() {
    double[] values = IntStream.rangeClosed(-5, 3).asDoubleStream().toArray();
    try (Eigenpairs top = solve(diagonal(DataType.FLOAT64, values), 1, End.TOP)) {
      assertEquals(3, top.values()[0], 1e-12);
    }
    check(diagonal(DataType.FLOAT64, values), values);
  }

  @Test
  void ofARankOneMatrix() {
    double[] values = new double[50];
    values[0] = 7;
    check(new DenseOperator(matrix(DataType.FLOAT64, 9, values)), values);
    check(new DenseOperator(matrix(DataType.FLOAT32, 9, values)), values);
  }

  @Test
  void ofTheZeroMatrix() {
    check(diagonal(DataType.FLOAT32, new double[30]), new double[30]);
  }

  @Test
  void ofTheIdentity() {
    double[] ones = new double[40];
    Arrays.fill(ones, 1);
    check(diagonal(DataType.FLOAT32, ones), ones);
  }

  @Test
  void ofASingleNumber() {
    check(diagonal(DataType.FLOAT64, -3), -3);
  }

  @Test
  void ofTwoNumbersOfOneSize() {
    NDArray exchange = manager.create(new double[][] {{0, -1}, {-1, 0}});
    check(new DenseOperator(exchange), 1, -1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void ofAllEigenvaluesAtOnce(DataType type) {
    double[] values = new Random(8).doubles(70, -1, 1).toArray();
    LinearOperator operator = new DenseOperator(matrix(type, 1, values));
    try (Eigenpairs all = solve(operator, 70, End.TOP)) {
      assertArrayEquals(descending(values), all.values(), rounding(type));
      assertTrue(all.products() <= 70);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void doesNotDependOnTheUnits(DataType type) {
    double[] values = new Random(8).doubles(200, 0, 1).toArray();
    values[17] = 4;
    int products = 0;
    for (double unit : new double[] {1, 1e-24, 1e24}) {
      double[] scaled = DoubleStream.of(values).map(v -> v * unit).toArray();
      try (Eigenpairs pairs = solve(diagonal(type, scaled), 1, End.TOP)) {
        assertEquals(4 * unit, pairs.values()[0], 1e-5 * unit);
        products = products == 0 ? pairs.products() : products;
        assertEquals(products, pairs.products(), 1);
      }
    }
  }

  @Test
  void findsThePairsWithABasisOfTenVectors() {
    // A hard bulk: many restarts.
    double[] values = IntStream.range(0, 400).mapToDouble(i -> Math.sqrt(i)).toArray();
    Counting operator = diagonal(DataType.FLOAT64, values);
    Lanczos small = Lanczos.builder().setCount(2).optBasis(10).optMaxProducts(2000).build();
    try (Eigenpairs pairs = small.solve(operator).orThrow()) {
      assertArrayEquals(
          new double[] {Math.sqrt(399), Math.sqrt(398)}, pairs.values(), TOLERANCE * 20);
      assertEquals(operator.products, pairs.products());
      assertTrue(pairs.products() > 2 * 10, "restarted");
      assertArrayEquals(pairs.residuals(), trueResiduals(operator, pairs), 1e-12 * 20);
    }
  }

  @Test
  void findsTheLargerOfTwoCloseEigenvaluesWhateverTheSeed() {
    // One random vector alone settles on 0.96 in one of six runs.
    double[] values = new double[5000];
    Random random = new Random(0);
    Arrays.setAll(values, i -> 0.02 * random.nextGaussian());
    double[] outliers = {1, 0.96, 0.8, 0.65, 0.6, 0.5, 0.45, 0.4, 0.35, 0.3};
    System.arraycopy(outliers, 0, values, 0, outliers.length);
    Counting operator = diagonal(DataType.FLOAT32, values);
    for (int seed = 0; seed < 20; seed++) {
      Lanczos lanczos =
          Lanczos.builder()
              .setCount(1)
              .optTarget(Target.VALUES)
              .optTolerance(1e-3)
              .optSeed(seed)
              .build();
      try (Eigenpairs pairs = lanczos.solve(operator).orThrow()) {
        assertEquals(1, pairs.values()[0], 1e-3);
      }
    }
  }

  @Test
  void keepsItsDigitsOnMillionsOfEntries() {
    // The engine's own norm of so long a vector is off by 1e-4.
    double[] values = new double[4_000_000];
    Arrays.setAll(values, i -> i % 2);
    values[1234567] = 3;
    Lanczos lanczos = Lanczos.builder().setCount(1).optBasis(6).optKeep(0).build();
    try (Eigenpairs pairs = lanczos.solve(diagonal(DataType.FLOAT32, values)).orThrow()) {
      assertEquals(3, pairs.values()[0], 3e-5);
    }
  }

  @Test
  void valuesNeedFewerProductsThanVectors() {
    double[] values = new Random(8).doubles(1000, 0, 1).toArray();
    values[17] = 2;
    LanczosBuilder builder = Lanczos.builder().setCount(1).optTolerance(1e-6);
    LinearOperator operator = diagonal(DataType.FLOAT64, values);
    try (Eigenpairs vectors = builder.build().solve(operator);
        Eigenpairs alone = builder.optTarget(Target.VALUES).build().solve(operator)) {
      assertEquals(2, alone.values()[0], 2e-6);
      assertTrue(alone.errors()[0] <= 2e-6);
      assertTrue(alone.products() < vectors.products());
    }
  }
}
