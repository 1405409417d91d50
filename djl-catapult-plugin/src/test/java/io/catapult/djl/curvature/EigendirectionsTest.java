/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.djl.nn.SquaredErrorLoss;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A linear model of three inputs, one sample along each axis, has the loss (1/3) sum_i (s_i w_i -
 * y_i)^2 and the Hessian diag(2 s_i^2 / 3): all here has a closed form.
 */
class EigendirectionsTest {

  private static final double ROUNDING = 1e-10;
  private static final double[] SCALES = {1, 3, 2};

  /** The axes by the size of their eigenvalues. */
  private static final int[] ORDER = {1, 2, 0};

  private final SquaredErrorLoss loss = SquaredErrorLoss.create();
  private NDManager manager;
  private Block block;
  private NDList x;
  private NDList y;

  @BeforeEach
  void build() {
    manager = NDManager.newBaseManager();
    block = Linear.builder().setUnits(1).optBias(false).build();
    block.initialize(manager, DataType.FLOAT64, new Shape(1, 3));
    x = new NDList(manager.eye(3).toType(DataType.FLOAT64, false).mul(manager.create(SCALES)));
    y = new NDList(manager.create(new double[] {1, -2, 0.5}, new Shape(3, 1)));
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private ModelView at(ModelView model, double... w) {
    return model.withParameters(new NDList(manager.create(w, new Shape(1, 3))));
  }

  private static double lossAt(double... w) {
    double[] y = {1, -2, 0.5};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += Math.pow(SCALES[i] * w[i] - y[i], 2) / 3;
    }
    return sum;
  }

  @Test
  void projectionsSharesAndLosses() {
    double[] start = {0.3, -0.1, 0.7};
    double[] end = {1, 2, -4};
    try (ModelView view = ModelView.of(block);
        ModelView train = at(view, start);
        ModelView test = at(view, end);
        LossHessian hessian = LossHessian.of(train, loss, x, y);
        Eigenpairs dense = DenseEigen.all(hessian);
        Eigenpairs top = Lanczos.builder().setCount(2).optTolerance(1e-10).build().solve(hessian)) {
      assertArrayEquals(new double[] {6, 8.0 / 3, 2.0 / 3}, dense.values(), ROUNDING);
      for (Eigenpairs pairs : new Eigenpairs[] {dense, top}) {
        Eigendirections directions = Eigendirections.of(train, pairs);
        double[] projections = directions.projections(test);
        double[] losses = directions.losses(test, loss, x, y);
        double[] w = start.clone();
        assertEquals(pairs.size() + 1, losses.length);
        assertEquals(lossAt(w), losses[0], ROUNDING);
        for (int i = 0; i < pairs.size(); i++) {
          int axis = ORDER[i];
          assertEquals(Math.abs(end[axis] - start[axis]), Math.abs(projections[i]), 1e-8);
          w[axis] = end[axis];
          assertEquals(lossAt(w), losses[i + 1], 1e-7);
        }
      }
      double squares = 36 + 64.0 / 9 + 4.0 / 9;
      assertArrayEquals(
          new double[] {36 / squares, (36 + 64.0 / 9) / squares, 1},
          Eigendirections.of(train, dense).explainedShares(),
          ROUNDING);
    }
  }

  /**
   * Along v_i the outputs change by s_i / sqrt(lambda_i) of one sample: sqrt(3/2), of each alike.
   */
  @Test
  void outputsChangeByAsMuchAlongEach() {
    try (ModelView view = ModelView.of(block);
        LossHessian hessian = LossHessian.of(view, loss, x, y);
        Eigenpairs pairs = DenseEigen.all(hessian)) {
      Eigendirections directions = Eigendirections.of(view, pairs);
      for (int i = 0; i < 3; i++) {
        double[] change = directions.outputChange(manager, i, x).toDoubleArray();
        double[] expected = new double[3];
        expected[ORDER[i]] = Math.sqrt(1.5);
        for (int j = 0; j < 3; j++) {
          assertEquals(expected[j], Math.abs(change[j]), ROUNDING);
        }
      }
    }
  }

  @Test
  void whatDoesNotSuitIsTold() {
    Block other = Linear.builder().setUnits(1).build();
    other.initialize(manager, DataType.FLOAT64, new Shape(1, 3));
    NDList zeros = new NDList(x.head().zerosLike());
    try (ModelView view = ModelView.of(block);
        ModelView wide = ModelView.of(other);
        LossHessian hessian = LossHessian.of(view, loss, x, y);
        LossHessian flat = LossHessian.of(view, loss, zeros, y);
        Eigenpairs pairs = DenseEigen.all(hessian);
        Eigenpairs none = DenseEigen.all(flat)) {
      assertTold("eigenvectors of 4 numbers", () -> Eigendirections.of(wide, pairs));
      Eigendirections directions = Eigendirections.of(view, pairs);
      assertTold("with 3 weights", () -> directions.projections(wide));
      Eigendirections level = Eigendirections.of(view, none);
      assertTold("an eigenvalue that is not 0", level::explainedShares);
      assertTold("an eigenvalue above 0", () -> level.outputChange(manager, 0, x));
    }
  }

  private static void assertTold(String words, Runnable body) {
    MeasurementException fault = assertThrows(MeasurementException.class, body::run);
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }
}
