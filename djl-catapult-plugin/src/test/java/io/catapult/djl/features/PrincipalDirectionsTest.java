/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.Tolerances;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Eigenvectors of AGOPs against closed forms and against what defines them. */
class PrincipalDirectionsTest extends FeaturesFixture {

  @Test
  void aLinearModelHasTheDirectionOfItsWeights() {
    NDArray w = manager.create(new double[] {3, 0, -4}, new Shape(1, 3));
    try (ModelView model = ModelView.of(linear(w));
        Agop agop = Agop.of(model, normal(2, 3))) {
      PrincipalDirections top = agop.top(3);
      assertEquals(1, top.count(), "G has rank 1");
      assertArrayEquals(new double[] {25}, top.eigenvalues(), ROUNDING_64);
      double sign = Math.signum(numbers(top.directions())[0]);
      assertArrayEquals(
          new double[] {0.6, 0, -0.8}, numbers(top.directions().mul(sign)), ROUNDING_64);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void directionsFromGradientsAreOrthonormalEigenvectors(DataType type) {
    try (ModelView model = ModelView.of(tanhNetwork(type, 20, 2));
        Agop agop = Agop.of(model, normal(type, 5, 20))) {
      assertTrue(agop.hasFactor());
      assertAreEigenvectors(agop, 10, type);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void directionsFromTheMatrixAreOrthonormalEigenvectors(DataType type) {
    try (ModelView model = ModelView.of(tanhNetwork(type, 6, 2));
        Agop agop = Agop.of(model, normal(type, 15, 6))) {
      assertTrue(!agop.hasFactor());
      assertAreEigenvectors(agop, 6, type);
    }
  }

  private void assertAreEigenvectors(Agop agop, int s, DataType type) {
    PrincipalDirections top = agop.top(s);
    int count = top.count();
    NDArray vectors = top.directions();
    assertEquals(type, vectors.getDataType());
    NDArray scaled = vectors.mul(manager.create(top.eigenvalues()).toType(type, false));
    double tolerance = type == DataType.FLOAT64 ? ROUNDING_64 : ROUNDING_32;
    assertTrue(Tolerances.relativeError(agop.matrix().matMul(vectors), scaled) < tolerance);
    NDArray products = vectors.transpose().matMul(vectors);
    NDArray identity = manager.eye(count);
    assertTrue(Tolerances.relativeError(products, identity) < tolerance);
    double sum = Arrays.stream(top.eigenvalues()).sum();
    assertEquals(1, sum / agop.trace(), tolerance, "all " + count + " eigenvalues");
  }

  @Test
  void aLargeMatrixHasTheDirectionsOfItsGradients() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 1100, 1));
        Agop factor = Agop.of(model, normal(4, 1100));
        Agop matrix = Agop.ofMatrix(factor.matrix())) {
      PrincipalDirections few = factor.top(6);
      PrincipalDirections found = matrix.top(6);
      assertEquals(4, found.count());
      assertArrayEquals(few.eigenvalues(), found.eigenvalues(), ROUNDING_64);
      NDArray cosines = few.directions().mul(found.directions()).sum(new int[] {0}).abs();
      assertArrayEquals(new double[] {1, 1, 1, 1}, numbers(cosines), ROUNDING_64);
    }
  }

  @Test
  void onlyAsManyAsAskedForAreGiven() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 20, 2));
        Agop agop = Agop.of(model, normal(5, 20))) {
      double[] all = agop.top(20).eigenvalues();
      double[] three = agop.top(3).eigenvalues();
      assertEquals(new Shape(20, 3), agop.top(3).directions().getShape());
      assertArrayEquals(Arrays.copyOf(all, 3), three, ROUNDING_64);
    }
  }
}
