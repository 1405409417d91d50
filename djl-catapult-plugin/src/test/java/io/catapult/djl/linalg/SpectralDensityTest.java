/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpectralDensityTest extends OperatorFixture {

  private static double moment(double[] values, int power) {
    return DoubleStream.of(values).map(v -> Math.pow(v, power)).average().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void momentsOfADiagonalMatrixAreExactUpToTheDegreeOfTheQuadrature(DataType type) {
    // Random signs have equal weight on every eigenvector of a diagonal matrix.
    double[] values = new Random(1).doubles(800, -1, 1).toArray();
    int steps = 6;
    SpectralDensity density = SpectralDensity.of(diagonal(type, values), 1, steps, 2);
    for (int power = 0; power <= 2 * steps - 1; power++) {
      assertEquals(moment(values, power), density.moment(power), rounding(type));
    }
    int beyond = 2 * steps;
    assertTrue(Math.abs(moment(values, beyond) - density.moment(beyond)) > 1e-6);
  }

  @Test
  void momentsOfADenseMatrixApproachTheTraces() {
    double[] values = new Random(1).doubles(300, -1, 2).toArray();
    LinearOperator operator = new DenseOperator(matrix(DataType.FLOAT64, 3, values));
    SpectralDensity density = SpectralDensity.of(operator, 40, 12, 5);
    for (int power = 1; power <= 6; power++) {
      // The variance of z^T A z / m is at most 2 tr(A^2) / m^2, and 40 probes were taken.
      double deviation = Math.sqrt(2 * moment(values, 2 * power) / 300 / 40);
      assertEquals(moment(values, power), density.moment(power), 4 * deviation);
    }
  }

  @Test
  void hasTheTotalMassOneAndNonNegativeWeights() {
    LinearOperator operator =
        new DenseOperator(matrix(DataType.FLOAT32, 3, new Random(1).doubles(100).toArray()));
    SpectralDensity density = SpectralDensity.of(operator, 5, 10, 5);
    assertEquals(50, density.nodes().length);
    assertEquals(1, DoubleStream.of(density.weights()).sum(), 1e-12);
    assertTrue(DoubleStream.of(density.weights()).allMatch(w -> w >= 0));
    double[] grid = new double[3001];
    Arrays.setAll(grid, i -> -1 + i / 1000.0);
    double[] smooth = density.density(grid, 0.05);
    assertEquals(1, DoubleStream.of(smooth).sum() / 1000, 1e-6);
  }

  @Test
  void isTheWholeSpectrumWhereTheStepsSuffice() {
    double[] values = {3, 1, -2};
    SpectralDensity density = SpectralDensity.of(diagonal(DataType.FLOAT64, values), 1, 20, 0);
    assertArrayEquals(values, density.nodes(), 1e-12);
    assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, density.weights(), 1e-12);
  }

  @Test
  void aMultipleEigenvalueIsOneNode() {
    double[] values = new double[100];
    Arrays.fill(values, 0, 25, 2);
    SpectralDensity density = SpectralDensity.of(diagonal(DataType.FLOAT32, values), 1, 20, 0);
    assertArrayEquals(new double[] {2, 0}, density.nodes(), 1e-6);
    assertArrayEquals(new double[] {0.25, 0.75}, density.weights(), 1e-6);
  }

  @Test
  void showsTheSemicircleOfARandomMatrix() {
    // Wigner: entries of variance 1 / m give the density sqrt(4 - x^2) / (2 pi).
    int m = 600;
    NDArray noise = manager.create(new Random(7).doubles((long) m * m, -1, 1).toArray());
    NDArray square = noise.reshape(m, m);
    NDArray wigner = square.add(square.transpose()).mul(Math.sqrt(3.0 / 2 / m));
    SpectralDensity density = SpectralDensity.of(new DenseOperator(wigner), 10, 40, 1);
    double[] grid = {-1.5, -1, -0.5, 0, 0.5, 1, 1.5};
    double[] found = density.density(grid, 0.15);
    for (int i = 0; i < grid.length; i++) {
      double expected = Math.sqrt(4 - grid[i] * grid[i]) / (2 * Math.PI);
      // Smoothing by 0.15 costs about 0.15^2 / 2 times the curvature; sampling a few per cent.
      assertEquals(expected, found[i], 0.02);
    }
  }

  @Test
  void saysWhatIsWrong() {
    LinearOperator good = diagonal(DataType.FLOAT32, 1, 2);
    LinearOperator bad = diagonal(DataType.FLOAT32, 1, Double.NaN);
    assertThrows(MeasurementException.class, () -> SpectralDensity.of(good, 0, 5, 0));
    assertThrows(MeasurementException.class, () -> SpectralDensity.of(good, 5, 0, 0));
    MeasurementException e =
        assertThrows(MeasurementException.class, () -> SpectralDensity.of(bad, 1, 5, 0));
    assertTrue(e.getMessage().startsWith("Expected finite products; found NaN or infinity"));
    SpectralDensity density = SpectralDensity.of(good, 1, 5, 0);
    assertThrows(MeasurementException.class, () -> density.density(new double[1], 0));
  }
}
