/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.SquaredErrorLoss;
import org.junit.jupiter.api.Test;

/** Gauss-Newton products against the Hessian of linear models and a dense J^T B J. */
class GaussNewtonTest extends CurvatureFixture {

  private static final long SAMPLES = 6;
  private static final long FEATURES = 4;
  private static final long OUTPUTS = 3;

  private Block tanhNetwork() {
    SequentialBlock block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(5).build())
            .add(Activation.tanhBlock())
            .add(Linear.builder().setUnits(OUTPUTS).build());
    return initialize(block, 1, FEATURES);
  }

  private NDArray classes() {
    return manager.create(new long[] {0, 2, 1, 1, 0, 2});
  }

  @Test
  void isTheHessianOfALinearModel() {
    NDList x = new NDList(normal(SAMPLES, FEATURES));
    NDList y = new NDList(classes());
    Loss loss = Loss.softmaxCrossEntropyLoss();
    Block block = initialize(Linear.builder().setUnits(OUTPUTS).build(), 1, FEATURES);
    try (ModelView model = ModelView.of(block);
        GaussNewton gaussNewton = GaussNewton.of(model, loss, x, y);
        LossHessian hessian = LossHessian.of(model, loss, x, y)) {
      assertTrue(distance(dense(hessian), dense(gaussNewton)) < ROUNDING_64);
    }
  }

  @Test
  void isTwoOverNTimesTheJacobiansGramMatrixForTheSquaredLoss() {
    NDList x = new NDList(normal(SAMPLES, FEATURES));
    NDList y = new NDList(normal(SAMPLES, OUTPUTS));
    try (ModelView model = ModelView.of(tanhNetwork());
        GaussNewton gaussNewton = GaussNewton.of(model, SquaredErrorLoss.create(), x, y)) {
      NDArray jacobian = jacobian(model, x);
      NDArray expected = jacobian.transpose().matMul(jacobian).mul(2.0 / SAMPLES);
      assertTrue(distance(expected, dense(gaussNewton)) < ROUNDING_64);
    }
  }

  /** The loss (mean of all outputs)^2 has B = 2 / (n k)^2 in every entry. */
  @Test
  void holdsForALossThatCouplesSamples() {
    NDList x = new NDList(normal(SAMPLES, FEATURES));
    NDList y = new NDList(normal(SAMPLES, OUTPUTS));
    try (ModelView model = ModelView.of(tanhNetwork());
        GaussNewton gaussNewton = GaussNewton.of(model, Losses.squaredMean(), x, y)) {
      NDArray mean = jacobian(model, x).mean(new int[] {0}, true);
      NDArray expected = mean.transpose().matMul(mean).mul(2);
      assertTrue(distance(expected, dense(gaussNewton)) < ROUNDING_64);
    }
  }

  /** [n k, p], one pull-back for each output. */
  private NDArray jacobian(ModelView model, NDList x) {
    NDArray identity = manager.eye((int) (SAMPLES * OUTPUTS)).toType(model.dataType(), false);
    NDList rows = new NDList();
    try (OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      for (int i = 0; i < SAMPLES * OUTPUTS; i++) {
        rows.add(derivatives.pullBack(identity.get(i).reshape(SAMPLES, OUTPUTS)));
      }
    }
    return NDArrays.stack(rows);
  }
}
