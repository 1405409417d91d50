/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.LinearOperator;
import io.catapult.djl.nn.SquaredErrorLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The preconditioned Hessian of a linear model against D^(-1/2) H D^(-1/2) written out. */
class PreconditionedOperatorTest extends CurvatureFixture {

  private static final int FEATURES = 4;

  private ModelView model;
  private LossHessian hessian;

  @BeforeEach
  void buildHessian() {
    Block block = initialize(Linear.builder().setUnits(1).optBias(false).build(), 1, FEATURES);
    model = ModelView.of(block);
    NDList x = new NDList(normal(6, FEATURES));
    hessian = LossHessian.of(model, SquaredErrorLoss.create(), x, new NDList(normal(6, 1)));
  }

  @AfterEach
  void closeHessian() {
    hessian.close();
    model.close();
  }

  @Test
  void scalesRowsAndColumnsByTheInverseRoot() {
    NDArray diagonal = normal(FEATURES).abs().add(0.1);
    try (PreconditionedOperator operator = PreconditionedOperator.of(hessian, diagonal)) {
      NDArray root = diagonal.sqrt();
      NDArray expected = dense(hessian).div(root.expandDims(0)).div(root.expandDims(1));
      assertTrue(distance(expected, dense(operator)) < ROUNDING_64);
      assertEquals(FEATURES, ((LinearOperator) operator).size());
    }
  }

  @Test
  void aChangeOfTheDiagonalAfterwardsHasNoEffect() {
    NDArray diagonal = manager.ones(new Shape(FEATURES), DataType.FLOAT64);
    NDArray v = normal(FEATURES);
    try (PreconditionedOperator operator = PreconditionedOperator.of(hessian, diagonal)) {
      diagonal.muli(100);
      assertTrue(distance(hessian.apply(v), operator.apply(v)) < ROUNDING_64);
    }
  }

  @Test
  void diagonalsThatDoNotSuitAreRefused() {
    assertFault(
        manager.create(new double[] {1, 1, 1}),
        "Expected a diagonal (4) of float64 on cpu(); found (3) of float64 on cpu().");
    assertFault(
        manager.create(new float[] {1, 1, 1, 1}),
        "Expected a diagonal (4) of float64 on cpu(); found (4) of float32 on cpu().");
    assertFault(
        manager.create(new double[] {1, 1, 0, 1}),
        "Expected a positive, finite diagonal; found the entry 0.0. Remedy: add the optimizer's"
            + " epsilon, as sqrt(v) + epsilon, and measure after its first step.");
    assertFault(
        manager.create(new double[] {1, Double.POSITIVE_INFINITY, 1, 1}),
        "Expected a positive, finite diagonal; found NaN or infinite entries.");
  }

  private void assertFault(NDArray diagonal, String text) {
    Exception e =
        assertThrows(
            MeasurementException.class, () -> PreconditionedOperator.of(hessian, diagonal));
    assertTrue(e.getMessage().startsWith(text), e.getMessage());
  }
}
