/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.autodiff.WeightPath;
import io.catapult.djl.curvature.OutputDerivatives;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against derivatives by double differentiation through the whole network, in float64. */
final class WeightPathTest {

  private static final double ROUNDING = 1e-9;

  private final NDManager manager = NDManager.newBaseManager();
  private final Random random = new Random(7);

  @AfterEach
  void close() {
    manager.close();
  }

  private Block initialized(SmallBlocks kind) {
    Block block = kind.make();
    block.initialize(manager, DataType.FLOAT64, SmallBlocks.IMAGES);
    moveNorms(block);
    return block;
  }

  /** Norms start where half of a rule would do: at mean 0, variance 1, scale 1, center 0. */
  private void moveNorms(Block block) {
    for (Block child : block.getChildren().values()) {
      moveNorms(child);
    }
    if (block instanceof BatchNorm) {
      for (Parameter each : block.getDirectParameters().values()) {
        NDArray values = each.getArray();
        values.set(DoubleBuffer.wrap(random.doubles(values.size(), 0.5, 2).toArray()));
      }
    }
  }

  private NDArray array(Shape shape) {
    return manager.create(random.doubles(shape.size(), -1, 1).toArray(), shape);
  }

  private NDList direction(WeightPath path) {
    NDList direction = new NDList();
    for (ParameterInfo info : path.parameters()) {
      direction.add(array(info.shape()));
    }
    return direction;
  }

  private NDList along(WeightPath path, NDList w, NDList v, NDArray x, boolean constantHighest) {
    return path.along(w, v, new NDList(x), 2, constantHighest, manager);
  }

  @ParameterizedTest
  @EnumSource(SmallBlocks.class)
  void bothDerivativesAreThoseOfDoubleDifferentiation(SmallBlocks kind) {
    Block block = initialized(kind);
    NDArray x = array(SmallBlocks.IMAGES);
    try (WeightPath path = WeightPath.of(block, manager);
        ModelView model = ModelView.of(block);
        OutputDerivatives truth = OutputDerivatives.of(model, new NDList(x))) {
      NDList direction = direction(path);
      NDArray flat = Aten.flatten(manager, direction);
      for (boolean isConstant : List.of(false, true)) {
        NDList found =
            GradMode.recording(() -> along(path, path.start(), direction, x, isConstant));
        near(truth.outputs(manager), found.get(0));
        near(truth.first(flat), found.get(1));
        near(truth.second(flat), found.get(2));
      }
    }
  }

  /** u^T (J q + q^T H v) is the slope along q, with q^T H v = [(q + v)^T H (q + v) - ..] / 4. */
  @ParameterizedTest
  @EnumSource(
      value = SmallBlocks.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TRANSFORMER", "LAYER_NORM"})
  void theGradientOfValueAndSlopeByTheWeightsIsThatOfDoubleDifferentiation(SmallBlocks kind) {
    Block block = initialized(kind);
    NDArray x = array(SmallBlocks.IMAGES);
    try (WeightPath path = WeightPath.of(block, manager);
        ModelView model = ModelView.of(block);
        OutputDerivatives truth = OutputDerivatives.of(model, new NDList(x))) {
      NDArray u = array(truth.outputs(manager).getShape());
      NDList w = path.start();
      w.forEach(each -> each.setRequiresGradient(true));
      NDList v = direction(path);
      NDList gradient = GradMode.recording(() -> gradient(along(path, w, v, x, true), u, w));
      NDArray flat = Aten.flatten(manager, v);
      NDArray q = Aten.flatten(manager, direction(path));
      NDArray mixed = truth.second(q.add(flat)).sub(truth.second(q.sub(flat))).div(4);
      double expected = truth.first(q).add(mixed).mul(u).sum().getDouble();
      double found = Aten.flatten(manager, gradient).mul(q).sum().getDouble();
      assertEquals(expected, found, ROUNDING * Math.max(1, Math.abs(expected)));
    }
  }

  private NDList gradient(NDList derivatives, NDArray u, NDList w) {
    NDList values = new NDList(derivatives.get(0), derivatives.get(1));
    return Aten.grad(manager, values, w, new NDList(u, u), Aten.Graph.RELEASE);
  }

  @Test
  void severalOutputsAreRefused() {
    Block block =
        new ParallelBlock(
            SmallBlocks::joined, List.of(SmallBlocks.linear(), Blocks.identityBlock()));
    block.initialize(manager, DataType.FLOAT64, new Shape(1, 4));
    NDArray x = array(new Shape(1, 4));
    try (WeightPath path = WeightPath.of(block, manager)) {
      NDList start = path.start();
      MeasurementException error =
          assertThrows(
              MeasurementException.class,
              () -> GradMode.recording(() -> along(path, start, start, x, true)));
      assertTrue(error.getMessage().contains("found 2 arrays"), error.getMessage());
    }
  }

  private static void near(NDArray truth, NDArray found) {
    double[] expected = truth.toDoubleArray();
    double largest = 1;
    for (double each : expected) {
      largest = Math.max(largest, Math.abs(each));
    }
    assertArrayEquals(expected, found.toDoubleArray(), ROUNDING * largest);
  }
}
