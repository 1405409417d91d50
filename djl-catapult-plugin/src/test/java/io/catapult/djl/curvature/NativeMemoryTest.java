/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No array outlives the measurement that made it. */
class NativeMemoryTest extends CurvatureFixture {

  private static final int ROUNDS = 300;

  private ModelView model;
  private NDList x;
  private NDList labels;
  private NDArray vector;

  @BeforeEach
  void buildModel() {
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(4).build())
            .add(Activation.reluBlock())
            .add(Linear.builder().setUnits(2).build());
    model = ModelView.of(initialize(block, 1, 3));
    x = new NDList(normal(4, 3));
    labels = new NDList(manager.create(new long[] {0, 1, 1, 0}));
    vector = normal(model.parameterCount());
  }

  @AfterEach
  void closeModel() {
    model.close();
  }

  /** Of all managers. */
  private int arrays() {
    return manager.getParentManager().getManagedArrays().size();
  }

  private static Loss loss() {
    return Loss.softmaxCrossEntropyLoss();
  }

  private void repeat(Runnable measurement) {
    measurement.run();
    int before = arrays();
    for (int i = 0; i < ROUNDS; i++) {
      measurement.run();
    }
    assertEquals(before, arrays());
  }

  @Test
  void productsLeaveNothingBehind() {
    try (LossHessian hessian = LossHessian.of(model, loss(), x, labels);
        GaussNewton gaussNewton = GaussNewton.of(model, loss(), x, labels);
        PreconditionedOperator scaled =
            PreconditionedOperator.of(
                hessian, manager.ones(new Shape(hessian.size()), DataType.FLOAT64))) {
      repeat(
          () -> {
            hessian.apply(vector).close();
            hessian.gradient(manager).close();
            gaussNewton.apply(vector).close();
            scaled.apply(vector).close();
          });
    }
  }

  @Test
  void derivativesLeaveNothingBehind() {
    NDArray cotangent = normal(4, 2);
    try (OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      repeat(
          () -> {
            derivatives.outputs(manager).close();
            derivatives.first(vector).close();
            derivatives.second(vector).close();
            derivatives.pullBack(cotangent).close();
          });
    }
  }

  @Test
  void operatorsLeaveNothingBehind() {
    repeat(
        () -> {
          LossHessian.of(model, loss(), x, labels).close();
          GaussNewton.of(model, loss(), x, labels).close();
          OutputDerivatives.of(model, x).close();
        });
  }

  @Test
  void lossCurvaturesLeaveNothingBehind() {
    NDArray outputs = normal(4, 2);
    repeat(
        () -> {
          try (LossCurvature curvature = LossCurvature.of(loss(), outputs, labels)) {
            curvature.scale();
            curvature.squareRoots(manager).close();
          }
        });
  }
}
