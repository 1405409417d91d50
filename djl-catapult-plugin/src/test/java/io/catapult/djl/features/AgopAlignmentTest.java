/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static io.catapult.djl.features.AlignmentRoute.GRAM;
import static io.catapult.djl.features.AlignmentRoute.MATRIX;
import static io.catapult.djl.features.AlignmentRoute.QUADRATIC_FORM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.ModelView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alignment against closed forms, and its routes against each other. */
class AgopAlignmentTest extends FeaturesFixture {

  @ParameterizedTest
  @CsvSource({"12, 1, 5, 4", "12, 2, 3, 6", "700, 1, 6, 9", "700, 3, 20, 40"})
  void allRoutesAgree(long d, long outputs, long samples, long others) {
    assertRoutesAgree(DataType.FLOAT64, d, outputs, samples, others, ROUNDING_64);
    assertRoutesAgree(DataType.FLOAT32, d, outputs, samples, others, ROUNDING_32);
  }

  private void assertRoutesAgree(
      DataType type, long d, long outputs, long samples, long others, double tolerance) {
    try (ModelView model = ModelView.of(tanhNetwork(type, d, outputs));
        ModelView other = ModelView.of(tanhNetwork(type, d, outputs));
        Agop a = Agop.of(model, normal(type, samples, d));
        Agop b = Agop.of(other, normal(type, others, d))) {
      double byGram = AgopAlignment.by(GRAM, a, b).cosine();
      try (Agop matrix = Agop.ofMatrix(b.matrix());
          Agop fresh = Agop.of(model, normal(type, samples, d))) {
        assertEquals(byGram, AgopAlignment.by(QUADRATIC_FORM, a, matrix).cosine(), tolerance);
        assertEquals(byGram, AgopAlignment.by(QUADRATIC_FORM, matrix, a).cosine(), tolerance);
        assertTrue(!fresh.hasMatrix());
      }
      assertEquals(byGram, AgopAlignment.by(MATRIX, a, b).cosine(), tolerance);
      assertEquals(bruteForce(a.matrix(), b.matrix()), byGram, tolerance);
    }
  }

  private static double bruteForce(NDArray a, NDArray b) {
    double[] left = numbers(a);
    double[] right = numbers(b);
    double product = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      product += left[i] * right[i];
      leftSquares += left[i] * left[i];
      rightSquares += right[i] * right[i];
    }
    return product / Math.sqrt(leftSquares * rightSquares);
  }

  @Test
  void anAgopIsAlignedWithItself() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 8, 2));
        Agop agop = Agop.of(model, normal(DataType.FLOAT32, 3, 8))) {
      assertEquals(1, agop.alignment(agop).cosine(), ROUNDING_32);
    }
  }

  @Test
  void theScaleOfTheOutputsDoesNotMatter() {
    NDArray w = normal(2, 6);
    try (ModelView model = ModelView.of(linear(w));
        ModelView tiny = ModelView.of(linear(w.mul(1e-30)));
        ModelView huge = ModelView.of(linear(w.mul(1e30)));
        Agop a = Agop.of(model, normal(2, 6));
        Agop b = Agop.of(tiny, normal(1, 6));
        Agop c = Agop.of(huge, normal(3, 6))) {
      assertEquals(1, a.alignment(b).cosine(), ROUNDING_64);
      assertEquals(1, b.alignment(c).cosine(), ROUNDING_64);
    }
  }

  @Test
  void linearModelsAreAlignedByTheSquaredCosineOfTheirWeights() {
    NDArray w = manager.create(new double[] {3, 4, 0}, new Shape(1, 3));
    NDArray v = manager.create(new double[] {1, 0, 0}, new Shape(1, 3));
    try (ModelView model = ModelView.of(linear(w));
        ModelView other = ModelView.of(linear(v));
        Agop a = Agop.of(model, normal(2, 3));
        Agop b = Agop.of(other, normal(3, 3))) {
      assertEquals(0.36, a.alignment(b).cosine(), ROUNDING_64);
    }
  }

  @Test
  void modelsOfDifferentFeaturesAreNotAligned() {
    NDArray first = manager.create(new double[] {1, 2, 0, 0}, new Shape(1, 4));
    NDArray last = manager.create(new double[] {0, 0, 3, 4}, new Shape(1, 4));
    try (ModelView model = ModelView.of(linear(first));
        ModelView other = ModelView.of(linear(last));
        Agop a = Agop.of(model, normal(2, 4));
        Agop b = Agop.of(other, normal(2, 4))) {
      assertEquals(0, a.alignment(b).cosine());
    }
  }

  @Test
  void aSinglePrecisionModelIsComparedWithADoublePrecisionMatrix() {
    NDArray w = manager.create(new float[] {3, 4, 0}, new Shape(1, 3));
    NDArray egop = manager.create(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 0}, new Shape(3, 3));
    try (ModelView model = ModelView.of(linear(w));
        Agop a = Agop.of(model, normal(DataType.FLOAT32, 2, 3));
        Agop b = Agop.ofMatrix(egop)) {
      assertEquals(Math.sqrt(0.5), a.alignment(b).cosine(), ROUNDING_32);
      assertEquals(Math.sqrt(0.5), b.alignment(a).cosine(), ROUNDING_32);
    }
  }

  @Test
  void smallGradientsOfSinglePrecisionDoNotUnderflow() {
    NDArray w = manager.create(new float[] {3e-15f, 4e-15f}, new Shape(1, 2));
    NDArray v = manager.create(new float[] {1, 0}, new Shape(1, 2));
    try (ModelView model = ModelView.of(linear(w));
        ModelView other = ModelView.of(linear(v));
        Agop a = Agop.of(model, normal(DataType.FLOAT32, 1, 2));
        Agop b = Agop.of(other, normal(DataType.FLOAT32, 1, 2))) {
      assertEquals(0.36, a.alignment(b).cosine(), ROUNDING_32);
    }
  }

  @Test
  void fewGradientsAreComparedWithoutAMatrix() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 300, 1));
        Agop a = Agop.of(model, normal(DataType.FLOAT32, 10, 300));
        Agop b = Agop.of(model, normal(DataType.FLOAT32, 20, 300))) {
      assertEquals(GRAM, a.alignment(b).route());
      assertTrue(!a.hasMatrix() && !b.hasMatrix());
    }
  }

  @Test
  void fewGradientsAreComparedWithAMatrixWithoutAnother() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 300, 1));
        Agop a = Agop.of(model, normal(DataType.FLOAT32, 10, 300));
        Agop b = Agop.of(model, normal(DataType.FLOAT32, 400, 300))) {
      assertEquals(QUADRATIC_FORM, a.alignment(b).route());
      assertTrue(!a.hasMatrix());
    }
  }

  @Test
  void manyGradientsAreComparedByTheirMatrices() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 1000, 1));
        Agop a = Agop.of(model, normal(DataType.FLOAT32, 990, 1000));
        Agop b = Agop.of(model, normal(DataType.FLOAT32, 990, 1000))) {
      assertEquals(MATRIX, a.alignment(b).route());
    }
  }

  @Test
  void theNormOfAReferenceIsWorkedOutOnce() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 30, 1));
        Agop a = Agop.of(model, normal(DataType.FLOAT32, 4, 30));
        Agop reference = Agop.of(model, normal(DataType.FLOAT32, 4, 30))) {
      double before = GRAM.cost(a, reference);
      a.alignment(reference);
      assertTrue(reference.hasNorm());
      assertTrue(GRAM.cost(a, reference) < before / 2);
    }
  }

  @Test
  void aResultOutOfRangeCannotBeMade() {
    assertThrows(IllegalArgumentException.class, () -> new AgopAlignment(Double.NaN, GRAM));
    assertThrows(IllegalArgumentException.class, () -> new AgopAlignment(1.1, GRAM));
    assertThrows(IllegalArgumentException.class, () -> new AgopAlignment(0.5, null));
  }
}
