/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.testing.Tolerances;
import org.junit.jupiter.api.Test;

/** The AGOP against closed forms and finite differences, and its two forms against each other. */
class AgopTest extends FeaturesFixture {

  /**
   * Central differences in float64 lose STEP^2 to the next derivative, 1e-16 / STEP to rounding.
   */
  private static final double STEP = 1e-5;

  /** About 1e-10 by the two errors of STEP, with room for derivatives larger than one. */
  private static final double DIFFERENCE_ERROR = 1e-8;

  @Test
  void ofALinearModelItIsTheOuterProductOfItsWeights() {
    NDArray w = manager.create(new double[] {3, 0, -4, 1}, new Shape(1, 4));
    try (ModelView model = ModelView.of(linear(w));
        Agop agop = Agop.of(model, normal(3, 4))) {
      assertArrayEquals(
          new double[] {9, 0, -12, 3, 0, 0, 0, 0, -12, 0, 16, -4, 3, 0, -4, 1},
          numbers(agop.matrix()),
          ROUNDING_64);
      assertArrayEquals(new double[] {9, 0, 16, 1}, numbers(agop.diagonal()), ROUNDING_64);
      assertEquals(26, agop.trace(), ROUNDING_64);
      assertEquals(26, agop.frobeniusNorm(), ROUNDING_64);
    }
  }

  @Test
  void aDuplicateIsEqualAndKeepsWhatItWorksOutToItself() {
    NDArray factor = normal(2, 4);
    try (Agop first = Agop.ofFactor(factor);
        Agop second = Agop.ofMatrix(factor.transpose().matMul(factor))) {
      for (Agop agop : new Agop[] {first, second}) {
        boolean had = agop.hasMatrix();
        double norm;
        double[] matrix;
        try (Agop copy = agop.duplicate()) {
          norm = copy.frobeniusNorm();
          matrix = numbers(copy.matrix());
        }
        assertEquals(had, agop.hasMatrix());
        assertFalse(agop.hasNorm());
        assertArrayEquals(numbers(agop.matrix()), matrix);
        assertEquals(agop.frobeniusNorm(), norm, ROUNDING_64 * norm);
      }
    }
  }

  @Test
  void ofALinearModelWithTwoOutputsItIsTheSumOfTheirOuterProducts() {
    NDArray w = manager.create(new double[] {1, 2, 0, 3, -1, 1}, new Shape(2, 3));
    try (ModelView model = ModelView.of(linear(w));
        Agop agop = Agop.of(model, normal(2, 3))) {
      assertFalse(agop.hasFactor(), "four gradients of three numbers");
      assertArrayEquals(
          new double[] {10, -1, 3, -1, 5, -1, 3, -1, 1}, numbers(agop.matrix()), ROUNDING_64);
    }
  }

  @Test
  void ofATanhNetworkItIsThatOfFiniteDifferences() {
    NDArray x = normal(6, 5);
    Block network = tanhNetwork(DataType.FLOAT64, 5, 3);
    try (ModelView model = ModelView.of(network);
        Agop agop = Agop.of(model, x)) {
      NDArray expected = manager.zeros(new Shape(5, 5), DataType.FLOAT64);
      for (int a = 0; a < 5; a++) {
        for (int b = 0; b < 5; b++) {
          NDArray product = difference(model, x, a).mul(difference(model, x, b)).sum();
          expected.set(new NDIndex(a, b), product.getDouble() / 6);
        }
      }
      assertTrue(Tolerances.relativeError(agop.matrix(), expected) < DIFFERENCE_ERROR);
    }
  }

  private NDArray difference(ModelView model, NDArray x, int feature) {
    NDArray shift = manager.zeros(new Shape(5), DataType.FLOAT64);
    shift.set(new NDIndex(feature), STEP);
    NDArray ahead = model.outputs(manager, new NDList(x.add(shift)));
    NDArray behind = model.outputs(manager, new NDList(x.sub(shift)));
    return ahead.sub(behind).div(2 * STEP);
  }

  @Test
  void gradientsAreKeptOnlyWhileTheyAreFewerNumbersThanTheMatrix() {
    Block network = tanhNetwork(DataType.FLOAT64, 6, 2);
    try (ModelView model = ModelView.of(network);
        Agop three = Agop.of(model, normal(3, 6));
        Agop four = Agop.of(model, normal(4, 6))) {
      assertTrue(three.hasFactor());
      assertFalse(four.hasFactor());
    }
  }

  @Test
  void bothFormsGiveTheSameNumbers() {
    Block network = tanhNetwork(DataType.FLOAT64, 12, 2);
    try (ModelView model = ModelView.of(network);
        Agop factor = Agop.of(model, normal(5, 12));
        Agop matrix = Agop.ofMatrix(factor.matrix());
        Agop fresh = Agop.ofMatrix(factor.matrix())) {
      assertTrue(factor.hasFactor() && !matrix.hasFactor());
      assertEquals(factor.trace(), matrix.trace(), ROUNDING_64);
      assertEquals(factor.frobeniusNorm(), matrix.frobeniusNorm(), ROUNDING_64);
      assertArrayEquals(numbers(factor.diagonal()), numbers(matrix.diagonal()), ROUNDING_64);
      assertArrayEquals(factor.topInputs(12), fresh.topInputs(12));
    }
  }

  @Test
  void aLargeMatrixIsSymmetricAndCompleteThoughOnlyHalfIsMultiplied() {
    NDArray x = normal(3, 900);
    Block network = tanhNetwork(DataType.FLOAT64, 900, 1);
    try (ModelView model = ModelView.of(network);
        Agop agop = Agop.of(model, x)) {
      NDArray rows = InputGradients.of(model).rows(manager, new NDList(x));
      NDArray expected = rows.transpose().matMul(rows).div(3);
      assertTrue(Tolerances.relativeError(agop.matrix(), expected) < ROUNDING_64);
    }
  }

  @Test
  void theMostImportantInputsAreThoseOfTheLargestWeights() {
    NDArray w = manager.create(new double[] {1, -7, 0, 3, 7, 2}, new Shape(1, 6));
    try (ModelView model = ModelView.of(linear(w));
        Agop agop = Agop.of(model, normal(1, 6))) {
      assertArrayEquals(new int[] {1, 4, 3, 5}, agop.topInputs(4));
    }
  }

  @Test
  void imagesAreFlattenedInRowMajorOrder() {
    NDArray w = normal(1, 24);
    Block network = new SequentialBlock().add(Blocks.batchFlattenBlock());
    Block linear = Linear.builder().setUnits(1).optBias(false).build();
    initialize(((SequentialBlock) network).add(linear), DataType.FLOAT64, 2, 3, 4);
    w.copyTo(linear.getDirectParameters().get("weight").getArray());
    try (ModelView model = ModelView.of(network);
        Agop agop = Agop.of(model, normal(2, 2, 3, 4))) {
      assertEquals(new Shape(2, 3, 4), agop.inputShape());
      assertEquals(24, agop.inputSize());
      assertArrayEquals(numbers(w.square()), numbers(agop.diagonal()), ROUNDING_64);
    }
  }

  @Test
  void ofAModelThatIgnoresItsInputItIsZero() {
    NDArray w = manager.zeros(new Shape(1, 3), DataType.FLOAT64);
    try (ModelView model = ModelView.of(linear(w));
        Agop agop = Agop.of(model, normal(2, 3))) {
      assertEquals(0, agop.trace());
      assertEquals(0, agop.frobeniusNorm());
      assertArrayEquals(new double[9], numbers(agop.matrix()));
    }
  }

  @Test
  void inputsOfAnotherFloatingPointTypeAreMeasuredInTheModels() {
    Block network = tanhNetwork(DataType.FLOAT64, 4, 1);
    NDArray x = normal(DataType.FLOAT32, 3, 4);
    try (ModelView model = ModelView.of(network);
        Agop single = Agop.of(model, x);
        Agop wide = Agop.of(model, x.toType(DataType.FLOAT64, true))) {
      assertEquals(DataType.FLOAT64, single.dataType());
      assertArrayEquals(numbers(wide.matrix()), numbers(single.matrix()), ROUNDING_64);
    }
  }

  @Test
  void itDescribesWhatItWasMeasuredOn() {
    try (ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT32, 4, 2));
        Agop agop = Agop.of(model, normal(DataType.FLOAT32, 3, 4))) {
      assertEquals("AGOP[samples=3, outputs=2, inputs=(4)]", agop.toString());
    }
  }

  @Test
  void aFactorSaysWhatItsMatrixSays() {
    NDArray factor = normal(2, 7);
    try (Agop byFactor = Agop.ofFactor(factor);
        Agop byMatrix = Agop.ofMatrix(factor.transpose().matMul(factor));
        ModelView model = ModelView.of(tanhNetwork(DataType.FLOAT64, 7, 1));
        Agop other = Agop.of(model, normal(3, 7))) {
      assertFalse(byFactor.hasMatrix());
      assertEquals(byMatrix.trace(), byFactor.trace(), ROUNDING_64);
      assertEquals(byMatrix.frobeniusNorm(), byFactor.frobeniusNorm(), ROUNDING_64);
      assertEquals(1, byFactor.alignment(byMatrix).cosine(), ROUNDING_64);
      assertEquals(
          other.alignment(byMatrix).cosine(), other.alignment(byFactor).cosine(), ROUNDING_64);
      assertEquals(0, byFactor.samples());
      assertEquals(7, byFactor.inputSize());
    }
  }

  @Test
  void aFactorIsCopied() {
    NDArray factor = normal(1, 3);
    try (Agop agop = Agop.ofFactor(factor)) {
      double before = agop.trace();
      factor.muli(2);
      assertEquals(before, agop.trace());
    }
  }
}
