/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way through Java against the engine's decomposition, and against closed forms. */
class SmallEigenTest extends OperatorFixture {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 11, SmallEigen.LARGEST})
  void agreesWithTheEngine(int size) {
    double[] numbers = new Random(size).doubles((long) size * size, -1, 1).toArray();
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      NDArray half = manager.create(numbers, new Shape(size, size)).toType(type, true);
      NDArray matrix = half.add(half.transpose());
      for (End end : new End[] {End.TOP, End.BOTTOM}) {
        int count = (size + 1) / 2;
        try (Eigenpairs small = SmallEigen.solve(matrix, count, end);
            Eigenpairs engine = DenseEigen.decompose(matrix, count, end)) {
          double rounding = size * rounding(type);
          assertArrayEquals(engine.values(), small.values(), rounding);
          assertArrayEquals(engine.residuals(), small.residuals(), rounding);
          assertSame(Outcome.CONVERGED, small.outcome());
          for (int i = 0; i < count; i++) {
            double cosine = dot(engine.vector(i), small.vector(i));
            assertEquals(1, Math.abs(cosine), rounding);
          }
        }
      }
    }
  }

  @Test
  void equalEigenvaluesHaveOrthonormalVectors() {
    NDArray ones = manager.ones(new Shape(6, 6), DataType.FLOAT64);
    try (Eigenpairs pairs = SmallEigen.solve(ones, 6, End.TOP)) {
      assertArrayEquals(new double[] {6, 0, 0, 0, 0, 0}, pairs.values(), 1e-14);
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          assertEquals(i == j ? 1 : 0, dot(pairs.vector(i), pairs.vector(j)), 1e-14);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-150, 1, 1e150})
  void theScaleDoesNotMatter(double scale) {
    NDArray matrix = manager.create(new double[][] {{2 * scale, scale}, {scale, 2 * scale}});
    try (Eigenpairs pairs = SmallEigen.solve(matrix, 2, End.TOP)) {
      assertEquals(3, pairs.values()[0] / scale, 1e-14);
      assertEquals(1, pairs.values()[1] / scale, 1e-14);
    }
  }

  @Test
  void onlyTheLowerTriangleDecides() {
    NDArray matrix = manager.create(new double[][] {{0, 7}, {1, 0}});
    try (Eigenpairs pairs = SmallEigen.solve(matrix, 2, End.TOP)) {
      assertArrayEquals(new double[] {1, -1}, pairs.values(), 1e-15);
    }
  }

  @Test
  void aMatrixOfZerosHasZeros() {
    try (Eigenpairs pairs = SmallEigen.solve(manager.zeros(new Shape(3, 3)), 3, End.BOTTOM)) {
      assertArrayEquals(new double[3], pairs.values());
      assertArrayEquals(new double[] {1, 0, 0}, pairs.vector(0));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void vectorsInJavaAreThoseOnTheDevice(DataType type) {
    NDArray matrix = manager.create(new float[][] {{2, 1, 0}, {1, 3, 1}, {0, 1, 1}});
    matrix = matrix.toType(type, false);
    try (Eigenpairs small = SmallEigen.solve(matrix, 2, End.TOP);
        Eigenpairs engine = DenseEigen.decompose(matrix, 2, End.TOP)) {
      for (Eigenpairs pairs : new Eigenpairs[] {small, engine}) {
        assertEquals(new Shape(3, 2), pairs.vectors().getShape());
        assertSame(type, pairs.vectors().getDataType());
        for (int i = 0; i < 2; i++) {
          double[] column = Vectors.doubles(pairs.vectors().get(":, " + i));
          assertArrayEquals(column, pairs.vector(i), 1e-7);
        }
      }
    }
  }

  @Test
  void closedPairsHaveNoVectorsInJavaEither() {
    Eigenpairs pairs = SmallEigen.solve(manager.eye(2), 1, End.TOP);
    pairs.close();
    MeasurementException e = assertThrows(MeasurementException.class, () -> pairs.vector(0));
    assertEquals(
        "Expected eigenpairs that are open; found closed ones. Remedy: use their vectors before"
            + " closing them.",
        e.getMessage());
  }

  private static double dot(double[] a, double[] b) {
    double[] products = a.clone();
    Arrays.setAll(products, i -> a[i] * b[i]);
    return Arrays.stream(products).sum();
  }
}
