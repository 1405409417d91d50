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
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanczosWarmStartTest extends OperatorFixture {

  private static final int SIZE = 400;

  /** The bar for lambda_max to 1e-3, ten training steps after the last measurement. */
  private static final int BAR = 12;

  private static LanczosBuilder lambdaMax() {
    return Lanczos.builder().setCount(1).optTarget(Target.VALUES).optTolerance(1e-3);
  }

  /** Ten outliers above a bulk, as loss Hessians of ten classes have them. */
  private static double[] hessianLike() {
    double[] values = new double[SIZE];
    Random random = new Random(4);
    Arrays.setAll(values, i -> i < 10 ? 1 - 0.07 * i : 0.02 * random.nextGaussian());
    return values;
  }

  /** The matrix plus a random symmetric one of the given norm, in a fixed direction. */
  private NDArray perturbed(NDArray matrix, double norm) {
    NDArray noise = manager.create(new Random(6).doubles((long) SIZE * SIZE, -1, 1).toArray());
    NDArray square = noise.reshape(SIZE, SIZE).toType(matrix.getDataType(), true);
    // A symmetric random matrix with entries of variance s^2 has the norm 2 s sqrt(m).
    double deviation = Math.sqrt(1 / 6.0);
    return matrix.add(
        square.add(square.transpose()).mul(norm / (2 * 2 * deviation * Math.sqrt(SIZE / 2.0))));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void savesProductsOnAPerturbedMatrix(DataType type) {
    NDArray before = matrix(type, 1, hessianLike());
    NDArray after = perturbed(before, 0.1);
    double truth;
    try (Eigenpairs dense = DenseEigen.top(after, 1)) {
      truth = dense.values()[0];
    }
    Lanczos lanczos = lambdaMax().build();
    try (Eigenpairs earlier = lanczos.solve(new DenseOperator(before));
        Eigenpairs cold = lanczos.solve(new DenseOperator(after));
        Eigenpairs warm = lanczos.solve(new DenseOperator(after), earlier).orThrow()) {
      assertEquals(truth, warm.values()[0], 1e-3 * truth);
      assertTrue(warm.products() <= BAR);
      assertTrue(
          warm.products() <= cold.products() / 2, warm.products() + " of " + cold.products());
    }
  }

  @Test
  void savesProductsForSeveralVectorsAtBothEnds() {
    NDArray before = matrix(DataType.FLOAT64, 1, hessianLike());
    NDArray after = perturbed(before, 0.02);
    Lanczos lanczos = Lanczos.builder().setCount(3).optEnd(End.BOTH).optTolerance(1e-2).build();
    try (Eigenpairs earlier = lanczos.solve(new DenseOperator(before));
        Eigenpairs cold = lanczos.solve(new DenseOperator(after)).orThrow();
        Eigenpairs warm = lanczos.solve(new DenseOperator(after), earlier).orThrow()) {
      assertArrayEquals(cold.values(), warm.values(), 1e-2);
      assertTrue(warm.products() < cold.products());
    }
  }

  @Test
  void noticesThatTheSecondEigenvalueHasTakenTheLead() {
    double[] values = hessianLike();
    Lanczos lanczos = lambdaMax().build();
    try (Eigenpairs earlier = lanczos.solve(diagonal(DataType.FLOAT32, values))) {
      values[0] = 0.8;
      try (Eigenpairs warm = lanczos.solve(diagonal(DataType.FLOAT32, values), earlier)) {
        assertEquals(0.93, warm.values()[0], 1e-3);
      }
    }
  }

  @Test
  void anUnchangedMatrixTakesOneProductForEachVector() {
    NDArray matrix = matrix(DataType.FLOAT64, 1, hessianLike());
    Lanczos lanczos = Lanczos.builder().setCount(3).optKeep(0).optTolerance(1e-3).build();
    try (Eigenpairs earlier = lanczos.solve(new DenseOperator(matrix));
        Eigenpairs warm = lanczos.solve(new DenseOperator(matrix), earlier).orThrow()) {
      assertEquals(3, warm.products());
      assertArrayEquals(earlier.values(), warm.values(), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 250, 399})
  void anExactEigenvectorThatIsNotTheTopOneDoesNotEndTheSearch(int which) {
    double[] values = hessianLike();
    double[] unit = new double[SIZE];
    unit[which] = 1;
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      NDArray start = manager.create(unit, new Shape(SIZE, 1)).toType(type, true);
      try (Eigenpairs warm = lambdaMax().build().solve(diagonal(type, values), start).orThrow()) {
        assertEquals(1, warm.values()[0], 1e-3);
      }
    }
  }

  @Test
  void exactEigenvectorsOfADenseMatrixDoNotEndTheSearch() {
    NDArray matrix = matrix(DataType.FLOAT64, 1, hessianLike());
    try (Eigenpairs bottom = DenseEigen.bottom(matrix, 3);
        Eigenpairs warm = lambdaMax().build().solve(new DenseOperator(matrix), bottom).orThrow()) {
      assertEquals(1, warm.values()[0], 1e-3);
    }
  }

  @Test
  void leavesOutVectorsThatAreNotFiniteOrDepend() {
    double[] values = hessianLike();
    double[][] rows = new double[4][SIZE];
    Arrays.fill(rows[0], Double.NaN);
    rows[1][0] = 2;
    rows[1][7] = 0.1;
    rows[2] = rows[1].clone();
    NDArray start = Vectors.matrix(manager, rows, DataType.FLOAT64).transpose();
    Counting operator = diagonal(DataType.FLOAT64, values);
    try (Eigenpairs warm = lambdaMax().build().solve(operator, start).orThrow()) {
      assertEquals(1, warm.values()[0], 1e-3);
      assertTrue(warm.products() <= 3, "only one vector was of use");
      assertEquals(operator.products, warm.products());
    }
  }

  @Test
  void startsColdWhenThereIsNothingToStartFrom() {
    Lanczos lanczos = lambdaMax().build();
    LinearOperator diverged = diagonal(DataType.FLOAT64, Double.NaN, 1, 2);
    LinearOperator operator = diagonal(DataType.FLOAT64, 5, 1, 2);
    try (Eigenpairs none = lanczos.solve(diverged);
        Eigenpairs cold = lanczos.solve(operator, none).orThrow();
        Eigenpairs empty =
            lanczos.solve(operator, manager.create(new Shape(3, 0), DataType.FLOAT64))) {
      assertEquals(5, cold.values()[0], 1e-12);
      assertEquals(5, empty.values()[0], 1e-12);
    }
  }

  @Test
  void takesVectorsOfTheOtherFloatingType() {
    double[] values = hessianLike();
    Lanczos lanczos = lambdaMax().build();
    try (Eigenpairs earlier = lanczos.solve(diagonal(DataType.FLOAT64, values));
        Eigenpairs warm = lanczos.solve(diagonal(DataType.FLOAT32, values), earlier)) {
      assertEquals(DataType.FLOAT32, warm.vectors().getDataType());
      assertEquals(1, warm.values()[0], 1e-3);
    }
  }

  @Test
  void refusesVectorsOfAnotherLengthAndClosedOnes() {
    Lanczos lanczos = lambdaMax().build();
    LinearOperator operator = diagonal(DataType.FLOAT64, 5, 1, 2);
    MeasurementException length =
        assertThrows(
            MeasurementException.class,
            () -> lanczos.solve(operator, manager.zeros(new Shape(4, 2))));
    assertEquals(
        "Expected vectors of length 3 as columns, on cpu(); found (4, 2) on cpu(). Remedy: pass"
            + " eigenvectors of an operator of the same size, or start cold.",
        length.getMessage());
    Eigenpairs other = lanczos.solve(diagonal(DataType.FLOAT64, 5, 1, 2, 3));
    assertThrows(MeasurementException.class, () -> lanczos.solve(operator, other));
    other.close();
    MeasurementException closed =
        assertThrows(MeasurementException.class, () -> lanczos.solve(operator, other));
    assertEquals(
        "Expected eigenpairs that are open; found closed ones. Remedy: use their vectors before"
            + " closing them.",
        closed.getMessage());
  }
}
