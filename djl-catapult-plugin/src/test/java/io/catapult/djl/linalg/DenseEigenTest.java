/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class DenseEigenTest extends OperatorFixture {

  private static final double[] VALUES = {4, -2, 1, 1, 0, 7, 2.5};

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void findsTopBottomAndAll(DataType type) {
    NDArray matrix = matrix(type, 5, VALUES);
    double[] sorted = descending(VALUES);
    double rounding = 7 * rounding(type);
    try (Eigenpairs top = DenseEigen.top(matrix, 3);
        Eigenpairs bottom = DenseEigen.bottom(matrix, 2);
        Eigenpairs all = DenseEigen.all(matrix)) {
      assertArrayEquals(Arrays.copyOf(sorted, 3), top.values(), rounding);
      assertArrayEquals(Arrays.copyOfRange(sorted, 5, 7), bottom.values(), rounding);
      assertArrayEquals(sorted, all.values(), rounding);
      for (Eigenpairs pairs : new Eigenpairs[] {top, bottom, all}) {
        assertSame(Outcome.CONVERGED, pairs.outcome());
        assertEquals(new Shape(7, pairs.size()), pairs.vectors().getShape());
        double[] residuals = trueResiduals(new DenseOperator(matrix), pairs);
        assertArrayEquals(residuals, pairs.residuals(), rounding);
        assertTrue(Arrays.stream(residuals).max().orElseThrow() <= rounding);
      }
    }
  }

  @Test
  void anOperatorIsDecomposedAsItsMatrix() {
    NDArray matrix = matrix(DataType.FLOAT64, 5, VALUES);
    int before = manager.getManagedArrays().size();
    try (Eigenpairs pairs = DenseEigen.all(new DenseOperator(matrix))) {
      assertArrayEquals(descending(VALUES), pairs.values(), 1e-11);
    }
    assertEquals(before, manager.getManagedArrays().size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void aNonFiniteMatrixIsAnOutcome(double bad) {
    NDArray matrix = manager.create(new double[][] {{1, bad}, {bad, 1}});
    try (Eigenpairs pairs = DenseEigen.all(matrix)) {
      assertSame(Outcome.NON_FINITE, pairs.outcome());
      assertEquals(0, pairs.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8})
  void refusesACountOutOfRange(int count) {
    NDArray matrix = matrix(DataType.FLOAT32, 5, VALUES);
    for (MeasurementException e :
        new MeasurementException[] {
          assertThrows(MeasurementException.class, () -> DenseEigen.top(matrix, count)),
          assertThrows(MeasurementException.class, () -> DenseEigen.bottom(matrix, count)),
          assertThrows(MeasurementException.class, () -> Eigen.top(matrix, count))
        }) {
      assertEquals(
          "Expected a count of eigenpairs from 1 to 7, the size of the operator; found "
              + count
              + ". Remedy: ask for fewer, or give more samples or outputs.",
          e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 300, 700})
  void theShortWayAgreesWithTheFullDecomposition(int size) {
    double[] values = new Random(1).doubles(size, 0, 1).map(v -> Math.pow(v, 12)).toArray();
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      NDArray matrix = matrix(type, 7, values);
      try (Eigenpairs dense = DenseEigen.top(matrix, 5);
          Eigenpairs either = Eigen.top(matrix, 5).orThrow();
          Eigenpairs one = Eigen.top(matrix, 1).orThrow();
          Eigenpairs operator = Eigen.top(new DenseOperator(matrix), 5).orThrow()) {
        assertArrayEquals(dense.values(), either.values(), Eigen.TOLERANCE);
        assertArrayEquals(dense.values(), operator.values(), Eigen.TOLERANCE);
        assertEquals(dense.values()[0], one.values()[0], Eigen.TOLERANCE);
      }
    }
  }

  @Test
  void theShortWayDecomposesAHardSpectrumInTheEnd() {
    // Evenly spaced eigenvalues: Lanczos would need hundreds of products.
    double[] values = new double[700];
    Arrays.setAll(values, i -> i / 1000.0);
    try (Eigenpairs pairs = Eigen.top(matrix(DataType.FLOAT64, 3, values), 3).orThrow()) {
      assertEquals(0, pairs.products());
      assertArrayEquals(new double[] {0.699, 0.698, 0.697}, pairs.values(), 1e-10);
    }
  }

  @Test
  void theShortWaySaysThatAMatrixIsNotFinite() {
    NDArray matrix = manager.ones(new Shape(300, 300)).mul(Float.NaN);
    try (Eigenpairs pairs = Eigen.top(matrix, 1)) {
      assertSame(Outcome.NON_FINITE, pairs.outcome());
    }
  }
}
