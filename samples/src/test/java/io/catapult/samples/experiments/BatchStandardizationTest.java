/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossHessian;
import io.catapult.djl.curvature.LossValue;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BatchStandardizationTest {

  private static final Shape IMAGES = new Shape(4, 2, 3, 3);
  private static final float SINGLE = 1e-5f;
  private static final double TINY = 1e-12;
  private static final double STEP = 1e-4;

  /** Of a central difference. */
  private static final double ROUNDING = 1e-5;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(null, "PyTorch");
    Engine.getInstance().setRandomSeed(1);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray images() {
    return manager.randomNormal(3, 2, IMAGES, DataType.FLOAT32);
  }

  /** Output, and the gradients of a sum of it in the parameters and the input. */
  private static float[][] pass(Block block, NDArray x, NDArray weights, boolean training) {
    ParameterStore store = new ParameterStore(x.getManager(), false);
    x.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray y = block.forward(store, new NDList(x), training).singletonOrThrow();
      collector.backward(y.mul(weights).sum());
      float[] output = y.toFloatArray();
      float[] input = x.getGradient().toFloatArray();
      return new float[][] {
        output,
        input,
        block.getParameters().get("gamma").getArray().getGradient().toFloatArray(),
        block.getParameters().get("beta").getArray().getGradient().toFloatArray()
      };
    }
  }

  private Block initialized(Block block) {
    block.initialize(manager, DataType.FLOAT32, IMAGES);
    block.getParameters().get("gamma").getArray().set(new float[] {2, -0.5f});
    block.getParameters().get("beta").getArray().set(new float[] {0.3f, 1});
    return block;
  }

  @Test
  void outputAndGradientsAreThoseOfBatchNormInTraining() {
    NDArray x = images();
    NDArray weights = manager.randomNormal(IMAGES);
    float[][] expected =
        pass(initialized(BatchNorm.builder().build()), x.duplicate(), weights, true);
    for (boolean training : new boolean[] {true, false}) {
      float[][] found =
          pass(initialized(new BatchStandardization()), x.duplicate(), weights, training);
      for (int i = 0; i < expected.length; i++) {
        assertArrayEquals(expected[i], found[i], 10 * SINGLE, "array " + i);
      }
    }
  }

  @Test
  void itsCurvatureIsThatOfTheLoss() {
    Block network =
        new SequentialBlock()
            .add(new BatchStandardization())
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(2).build());
    network.initialize(manager, DataType.FLOAT32, IMAGES);
    NDList x = new NDList(images().toType(DataType.FLOAT64, true));
    NDList y = new NDList(manager.randomNormal(new Shape(4, 2)).toType(DataType.FLOAT64, true));
    try (ModelView single = ModelView.of(network);
        ModelView view = single.toType(DataType.FLOAT64)) {
      NDArray direction =
          manager.randomNormal(new Shape(view.parameterCount())).toType(DataType.FLOAT64, true);
      double[] product;
      try (LossHessian hessian = LossHessian.of(view, SquaredErrorLoss.create(), x, y)) {
        assertEquals(
            LossValue.of(view, SquaredErrorLoss.create(), x, y), hessian.lossValue(), TINY);
        product = hessian.apply(direction).toDoubleArray();
      }
      double[] up = gradient(view, direction, STEP, x, y);
      double[] down = gradient(view, direction, -STEP, x, y);
      for (int i = 0; i < product.length; i++) {
        assertEquals((up[i] - down[i]) / (2 * STEP), product[i], ROUNDING, "weight " + i);
      }
      assertTrue(Arrays.stream(product, 0, 4).anyMatch(value -> Math.abs(value) > 1), "gamma");
    }
  }

  private double[] gradient(
      ModelView view, NDArray direction, double distance, NDList x, NDList y) {
    try (ModelView there = view.movedBy(direction, distance);
        LossHessian hessian = LossHessian.of(there, SquaredErrorLoss.create(), x, y)) {
      return hessian.gradient(manager).toDoubleArray();
    }
  }

  @Test
  void takesImages() {
    Block block = new BatchStandardization();
    Shape flat = new Shape(4, 2);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> block.initialize(manager, DataType.FLOAT32, flat));
    assertTrue(e.getMessage().contains("(4, 2)"), e.getMessage());
  }
}
