/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an update does with the gradient, on Nesterov's first step, w - eta (1 + beta) g. */
class GradientRuleTest {

  private static final float[] WEIGHT = {1, -2, 3, -4};
  private static final float[] GRADIENT = {0.1f, -0.5f, 5, -7};
  private static final double STEP = 0.1 * (1 + 0.5);
  private static final double ROUNDING = 1e-6;

  private NDManager manager;
  private NDArray weight;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager("PyTorch");
    weight = manager.create(WEIGHT);
    weight.setRequiresGradient(true);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static NesterovMomentum.Builder builder() {
    return NesterovMomentum.builder().setLearningRateTracker(Tracker.fixed(0.1f)).setMomentum(0.5);
  }

  private void assertWeights(double... effectiveGradient) {
    for (int i = 0; i < WEIGHT.length; i++) {
      assertEquals(WEIGHT[i] - STEP * effectiveGradient[i], weight.getFloat(i), ROUNDING);
    }
  }

  @Test
  void clippingLimitsBothSides() {
    builder().optClipGrad(1).build().update("w", weight, manager.create(GRADIENT));
    assertWeights(0.1, -0.5, 1, -1);
  }

  @Test
  void gradientsAreRescaledThenClippedThenDecayed() {
    NesterovMomentum optimizer =
        builder().setRescaleGrad(4).optClipGrad(1).optWeightDecays(0.5f).build();
    optimizer.update("w", weight, manager.create(GRADIENT));
    assertWeights(0.4 + 0.5, -1 - 1, 1 + 1.5, -1 - 2);
  }

  @Test
  void decayAloneAddsTheWeights() {
    builder().optWeightDecays(0.5f).build().update("w", weight, manager.create(GRADIENT));
    assertWeights(0.1 + 0.5, -0.5 - 1, 5 + 1.5, -7 - 2);
  }

  @Test
  void aGradientThatIsHandedOverIsLeftAsItIs() {
    OneOfEach.builders()
        .map(builder -> builder.setLearningRateTracker(Tracker.fixed(0.1f)))
        .map(builder -> builder.setRescaleGrad(3).optClipGrad(1).optWeightDecays(0.1f))
        .map(OneOfEach::build)
        .forEach(
            optimizer -> {
              NDArray gradient = manager.create(GRADIENT);
              optimizer.update("w", weight, gradient);
              assertArrayEquals(GRADIENT, gradient.toFloatArray());
            });
  }

  @Test
  void aSparseGradientCountsAsItsDenseForm() {
    NDArray table = manager.zeros(new Shape(3, 2));
    NDArray dense = manager.create(new float[] {0, 0, 1, 2, 0, 0}, new Shape(3, 2));
    builder().build().update("w", table, dense.toSparse(SparseFormat.COO));
    assertArrayEquals(
        new float[] {0, 0, -0.15f, -0.3f, 0, 0}, table.toFloatArray(), (float) ROUNDING);
  }

  @Test
  void entriesThatAreNotNumbersSpoilTheirOwnWeightsOnlyAndAreCleared() {
    OneOfEach.withRate(Tracker.fixed(0.1f))
        .forEach(
            optimizer -> {
              NDArray own = manager.create(WEIGHT);
              own.setRequiresGradient(true);
              backwardOfSquareRoot(own);
              try (NDArray gradient = own.getGradient()) {
                assertTrue(Float.isNaN(gradient.getFloat(1)));
                optimizer.update("w", own, gradient);
              }
              assertTrue(Float.isFinite(own.getFloat(0)) && own.getFloat(0) < 1);
              assertTrue(Float.isNaN(own.getFloat(1)));
              assertArrayEquals(new float[4], own.getGradient().toFloatArray());
            });
  }

  /** The root of a negative number has neither a value nor a derivative. */
  private void backwardOfSquareRoot(NDArray array) {
    try (var collector = manager.getEngine().newGradientCollector()) {
      collector.backward(array.sqrt().sum());
    }
  }

  @Test
  void aWeightWithoutGradientOfItsOwnIsUpdatedToo() {
    NDArray plain = manager.create(WEIGHT);
    builder().build().update("w", plain, manager.create(GRADIENT));
    builder().build().update("w", weight, manager.create(GRADIENT));
    assertArrayEquals(plain.toFloatArray(), weight.toFloatArray());
  }
}
