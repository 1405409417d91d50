/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DenseOperatorTest {

  private static LinearOperator gram(NDManager manager, DataType type) {
    double[][] a = new double[40][40];
    Random random = new Random(3);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        a[i][j] = random.nextGaussian();
        a[j][i] = a[i][j];
      }
    }
    return new DenseOperator(Vectors.matrix(manager, a, type));
  }

  @Nested
  class InFloat32 extends LinearOperatorContract {
    @Override
    protected LinearOperator operator(NDManager manager) {
      return gram(manager, DataType.FLOAT32);
    }
  }

  @Nested
  class InFloat64 extends LinearOperatorContract {
    @Override
    protected LinearOperator operator(NDManager manager) {
      return gram(manager, DataType.FLOAT64);
    }
  }

  @Test
  void refusesWhatIsNoSquareMatrixOfAFloatingType() {
    try (NDManager manager = NDManager.newBaseManager()) {
      MeasurementException flat =
          assertThrows(
              MeasurementException.class, () -> new DenseOperator(manager.zeros(new Shape(2, 3))));
      assertEquals(
          "Expected a symmetric matrix [m, m] of float32 or float64; found shape (2, 3) of float32."
              + " Remedy: pass a kernel or Gram matrix; convert integers and half precision with"
              + " toType.",
          flat.getMessage());
      for (Shape shape : new Shape[] {new Shape(4), new Shape(2, 2, 2), new Shape(0, 0)}) {
        assertThrows(MeasurementException.class, () -> new DenseOperator(manager.zeros(shape)));
      }
      assertThrows(
          MeasurementException.class,
          () -> new DenseOperator(manager.zeros(new Shape(2, 2), DataType.INT32)));
    }
  }
}
