/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.SquaredErrorLoss;
import org.junit.jupiter.api.Test;

/** Dense Hessians of tiny networks against closed forms and differences of the gradient. */
class LossHessianTest extends CurvatureFixture {

  private static final long SAMPLES = 7;
  private static final long FEATURES = 4;

  private Block tanhNetwork(long outputs) {
    SequentialBlock block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(5).build())
            .add(Activation.tanhBlock())
            .add(Linear.builder().setUnits(outputs).build());
    return initialize(block, 1, FEATURES);
  }

  private Block linearModel(long outputs) {
    return initialize(Linear.builder().setUnits(outputs).optBias(false).build(), 1, FEATURES);
  }

  @Test
  void hessianOfALinearModelIsTheSecondMomentOfTheInputs() {
    NDArray x = normal(SAMPLES, FEATURES);
    try (ModelView model = ModelView.of(linearModel(1));
        LossHessian hessian =
            LossHessian.of(
                model, SquaredErrorLoss.create(), new NDList(x), new NDList(normal(SAMPLES, 1)))) {
      NDArray expected = x.transpose().matMul(x).mul(2.0 / SAMPLES);
      assertTrue(distance(expected, dense(hessian)) < ROUNDING_64);
    }
  }

  @Test
  void djlsLossKeepsItsOwnFactor() {
    NDArray x = normal(SAMPLES, FEATURES);
    try (ModelView model = ModelView.of(linearModel(1));
        LossHessian hessian =
            LossHessian.of(model, Loss.l2Loss(), new NDList(x), new NDList(normal(SAMPLES, 1)))) {
      NDArray expected = x.transpose().matMul(x).div(SAMPLES);
      assertTrue(distance(expected, dense(hessian)) < ROUNDING_64);
    }
  }

  @Test
  void denseHessianIsSymmetric() {
    try (ModelView model = ModelView.of(tanhNetwork(2));
        LossHessian hessian = squared(model, normal(SAMPLES, FEATURES), normal(SAMPLES, 2))) {
      NDArray matrix = dense(hessian);
      assertTrue(distance(matrix.transpose(), matrix) < ROUNDING_64);
    }
  }

  @Test
  void productIsTheDerivativeOfTheGradient() {
    NDArray x = normal(SAMPLES, FEATURES);
    NDArray y = normal(SAMPLES, 2);
    try (ModelView model = ModelView.of(tanhNetwork(2));
        LossHessian hessian = squared(model, x, y)) {
      NDArray v = normal(model.parameterCount());
      NDArray expected = difference(model, v, moved -> gradient(moved, x, y));
      assertTrue(distance(expected, hessian.apply(v)) < DIFFERENCE_ERROR);
    }
  }

  @Test
  void gradientIsTheDerivativeOfTheLoss() {
    NDArray x = normal(SAMPLES, FEATURES);
    NDArray y = normal(SAMPLES, 2);
    try (ModelView model = ModelView.of(tanhNetwork(2));
        LossHessian hessian = squared(model, x, y)) {
      NDArray v = normal(model.parameterCount());
      double expected = difference(model, v, moved -> loss(moved, x, y)).getDouble();
      assertEquals(expected, hessian.gradient(manager).dot(v).getDouble(), DIFFERENCE_ERROR * 10);
    }
  }

  @Test
  void lossValueIsTheLossOfTheOutputs() {
    NDArray x = normal(SAMPLES, FEATURES);
    NDArray y = normal(SAMPLES, 2);
    try (ModelView model = ModelView.of(tanhNetwork(2));
        LossHessian hessian = squared(model, x, y)) {
      NDArray residual = model.outputs(manager, new NDList(x)).sub(y);
      double expected = residual.square().sum().getDouble() / SAMPLES;
      assertEquals(expected, hessian.lossValue(), ROUNDING_64);
    }
  }

  @Test
  void aFrozenParameterIsNoDirection() {
    Block block = tanhNetwork(1);
    block.getChildren().get(0).getValue().freezeParameters(true);
    try (ModelView model = ModelView.of(block);
        LossHessian hessian = squared(model, normal(SAMPLES, FEATURES), normal(SAMPLES, 1))) {
      assertEquals(6, hessian.size());
      assertEquals(6, dense(hessian).getShape().get(0));
    }
  }

  @Test
  void productsLeaveTheVectorAsItIsAndRepeatExactly() {
    try (ModelView model = ModelView.of(tanhNetwork(2));
        LossHessian hessian = squared(model, normal(SAMPLES, FEATURES), normal(SAMPLES, 2))) {
      NDArray v = normal(hessian.size());
      NDArray before = v.duplicate();
      NDArray first = hessian.apply(v);
      assertEquals(first, hessian.apply(v));
      assertEquals(before, v);
      assertEquals(manager, first.getManager());
    }
  }

  private LossHessian squared(ModelView model, NDArray x, NDArray y) {
    return LossHessian.of(model, SquaredErrorLoss.create(), new NDList(x), new NDList(y));
  }

  private NDArray gradient(ModelView model, NDArray x, NDArray y) {
    try (LossHessian hessian = squared(model, x, y)) {
      return hessian.gradient(manager);
    }
  }

  private NDArray loss(ModelView model, NDArray x, NDArray y) {
    try (LossHessian hessian = squared(model, x, y)) {
      return manager.create(hessian.lossValue());
    }
  }
}
