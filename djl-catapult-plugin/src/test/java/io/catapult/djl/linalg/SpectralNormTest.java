/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralNormTest extends OperatorFixture {

  /** A diagonal matrix, turned by a reflection so that it is full. */
  private NDArray matrix(double... eigenvalues) {
    int m = eigenvalues.length;
    double[] full = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double sum = i == j ? eigenvalues[i] : 0;
        // (I - 2/m 1 1^T) D (I - 2/m 1 1^T)
        sum -= 2.0 / m * (eigenvalues[i] + eigenvalues[j]);
        full[i * m + j] = sum;
      }
    }
    double trace = Arrays.stream(eigenvalues).sum();
    for (int i = 0; i < full.length; i++) {
      full[i] += 4.0 / m / m * trace;
    }
    return manager.create(full, new Shape(m, m));
  }

  @Test
  void isTheLargestMagnitude() {
    assertEquals(5, SpectralNorm.of(matrix(-5, -1, 0, 2, 3)), 1e-12);
    assertEquals(5, SpectralNorm.of(matrix(-3, -1, 0, 2, 5)), 1e-12);
    assertEquals(7, SpectralNorm.of(manager.create(new double[] {-7}, new Shape(1, 1))), 1e-12);
  }

  /** Above 640 rows Lanczos takes over. */
  @ParameterizedTest
  @ValueSource(doubles = {-9, 9})
  void isThatOfLargeMatricesToo(double largest) {
    double[] eigenvalues = new double[700];
    Arrays.setAll(eigenvalues, i -> Math.cos(i));
    eigenvalues[17] = largest;
    assertEquals(9, SpectralNorm.of(matrix(eigenvalues)), 9e-3);
    assertEquals(9, SpectralNorm.of(new DenseOperator(matrix(eigenvalues))), 9e-3);
  }

  @Test
  void ofNothingIsZero() {
    NDArray zero = manager.zeros(new Shape(50, 50), DataType.FLOAT64);
    assertEquals(0, SpectralNorm.of(zero));
    assertEquals(0, SpectralNorm.of(new DenseOperator(zero)));
  }

  @Test
  void refusesNaN() {
    NDArray bad = manager.full(new Shape(3, 3), Float.NaN);
    String message =
        assertThrows(MeasurementException.class, () -> SpectralNorm.of(bad)).getMessage();
    assertTrue(message.contains("NON_FINITE"), message);
  }
}
