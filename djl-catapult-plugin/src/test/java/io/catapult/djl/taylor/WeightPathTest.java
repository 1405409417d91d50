/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.autodiff.WeightPath;
import io.catapult.djl.curvature.OutputDerivatives;
import io.catapult.djl.nn.Networks;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against derivatives by double differentiation through the whole network, in float64. */
final class WeightPathTest {

  private static final Shape IMAGES = new Shape(3, 2, 8, 8);
  private static final double ROUNDING = 1e-9;

  private static final Map<String, Block> BLOCKS =
      Map.of(
          "convolutional", Networks.convolutional().setDepth(3).setChannels(4).build(),
          "wide resnet", Networks.wideResNet().setDepth(10).setWidenFactor(1).build(),
          "transformer", Networks.visionTransformer().optDepth(1).optWidth(8).build(),
          "norms", norms(),
          "frozen", frozen());

  private static Block norms() {
    Function<NDList, NDList> tanh = Activation::tanh;
    return new SequentialBlock()
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(3).build())
        .add(BatchNorm.builder().build())
        .add(tanh)
        .add(Blocks.batchFlattenBlock())
        .add(LayerNorm.builder().axis(1).build())
        .add(Linear.builder().setUnits(2).build());
  }

  /** A frozen weight beside a bias that moves, and a frozen bias beside a weight that does. */
  private static Block frozen() {
    Linear first = Linear.builder().setUnits(5).build();
    Linear second = Linear.builder().setUnits(2).build();
    first.getDirectParameters().get("weight").freeze(true);
    second.getDirectParameters().get("bias").freeze(true);
    Function<NDList, NDList> tanh = Activation::tanh;
    return new SequentialBlock().add(Blocks.batchFlattenBlock()).add(first).add(tanh).add(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"convolutional", "wide resnet", "transformer", "norms", "frozen"})
  void bothDerivativesAreThoseOfDoubleDifferentiation(String name) {
    Block block = BLOCKS.get(name);
    Random random = new Random(7);
    try (NDManager manager = NDManager.newBaseManager()) {
      block.initialize(manager, DataType.FLOAT64, IMAGES);
      NDArray x = array(manager, random, IMAGES);
      try (WeightPath path = WeightPath.of(block, manager);
          ModelView model = ModelView.of(block);
          OutputDerivatives truth = OutputDerivatives.of(model, new NDList(x))) {
        NDList direction = new NDList();
        for (ParameterInfo info : path.parameters()) {
          direction.add(array(manager, random, info.shape()));
        }
        NDArray flat = Aten.flatten(manager, direction);
        NDList found =
            GradMode.recording(
                () -> path.along(path.start(), direction, new NDList(x), 2, false, manager));
        for (boolean isConstant : List.of(false, true)) {
          NDList again =
              GradMode.recording(
                  () -> path.along(path.start(), direction, new NDList(x), 2, isConstant, manager));
          near(found.get(2), again.get(2));
        }
        near(truth.outputs(manager), found.get(0));
        near(truth.first(flat), found.get(1));
        near(truth.second(flat), found.get(2));
      }
    }
  }

  private static NDArray array(NDManager manager, Random random, Shape shape) {
    return manager.create(random.doubles(shape.size(), -1, 1).toArray(), shape);
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
