/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.testing.ReferenceCase;
import io.catapult.djl.testing.Tolerances;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The output layer that is found, against the part of the kernel of its weights. */
class OutputLayerTest {

  private static final int INPUTS = 4;
  private static final int SAMPLES = 6;

  @ParameterizedTest
  @EnumSource(names = {"NTK_FCN", "NTK_FCN_NOBIAS", "NTK_FCN_K3", "TANH_FCN_K3", "CONV_MIXED_K3"})
  void itsPartOfTheKernelIsThatOfItsWeights(ReferenceCase reference) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, DataType.FLOAT64);
      check(loaded.block(), new NDList(loaded.x()));
    }
  }

  /** Fewer features than samples, and more. */
  @Test
  void theSmallerGramMatrixHasTheSameNorm() {
    for (int width : new int[] {2, 20}) {
      with(network(width, 2), x -> {}, (block, x) -> check(block, x));
    }
  }

  private static void check(Block block, NDList x) {
    try (ModelView model = ModelView.of(block);
        KernelMatrix kernel = TangentKernel.of(model).exactByParameter(x)) {
      OutputLayer layer = OutputLayer.of(model, x);
      String name = layer.weight().name();
      NDArray weight = block.getParameters().get(name).getArray();
      assertEquals(Math.sqrt(weight.square().sum().getDouble()), layer.norm(), Tolerances.FLOAT64);
      try (Eigenpairs top = DenseEigen.top(kernel.parts().get(name), 1)) {
        double truth = top.values()[0];
        assertEquals(truth, layer.kernelNorm(x), Tolerances.FLOAT64 * truth);
      }
    }
  }

  /** What looks like the output layer by the order of the parameters is not. */
  static Stream<Arguments> networksWithoutOne() {
    return Stream.of(
        Arguments.of("ReLU at the end", network(8, 2).add(Activation::relu)),
        Arguments.of("tanh at the end", network(8, 2).add(Activation::tanh)),
        Arguments.of("a ReLU in place", network(8, 2).add(OutputLayerTest::reluInPlace)),
        Arguments.of("a norm at the end", network(8, 2).add(LayerNorm.builder().build())),
        Arguments.of(
            "several positions",
            new SequentialBlock()
                .add(new LambdaBlock(x -> new NDList(x.head().reshape(-1, 2, 2))))
                .add(Linear.builder().setUnits(3).build())),
        Arguments.of("no linear layer", new SequentialBlock().add(LayerNorm.builder().build())));
  }

  private static NDList reluInPlace(NDList x) {
    NDArray array = x.head();
    array.muli(array.gt(0).toType(array.getDataType(), false));
    return x;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networksWithoutOne")
  void aNetworkThatDoesNotEndInALinearLayerHasNone(String name, Block block) {
    with(
        block,
        x -> {},
        (initialised, x) -> {
          try (ModelView model = ModelView.of(initialised)) {
            assertFalse(OutputLayer.find(model, x).isPresent());
            String words =
                assertThrows(MeasurementException.class, () -> OutputLayer.of(model, x))
                    .getMessage();
            assertTrue(words.contains("whose last layer is linear"), words);
          }
        });
  }

  /** Its outputs are linear in the last neurons and the inputs, by weights that are not seen. */
  @Test
  void ofADenseNetItIsToldWhyThereIsNone() {
    with(
        Networks.denseNet().setInputs(INPUTS).setDepth(3).setWidth(5).build(),
        block -> {},
        (block, x) -> {
          try (ModelView model = ModelView.of(block)) {
            assertFalse(OutputLayer.find(model, x).isPresent());
            String words =
                assertThrows(MeasurementException.class, () -> OutputLayer.of(model, x))
                    .getMessage();
            assertTrue(words.contains("inside a GraphNetwork, such as a DenseNet"), words);
          }
        });
  }

  @Test
  void aFrozenLastLayerIsNone() {
    with(
        network(8, 2),
        block -> block.getChildren().get(2).getValue().freezeParameters(true),
        (block, x) -> {
          try (ModelView model = ModelView.of(block)) {
            assertFalse(OutputLayer.find(model, x).isPresent());
          }
        });
  }

  /** An activation that leaves the outputs as they are must not hide behind that. */
  @Test
  void outputsThatAnActivationLeavesAloneDoNotDeceive() {
    with(
        network(8, 1).add(Activation::relu),
        block ->
            block.getChildren().get(2).getValue().getParameters().get("bias").getArray().addi(9),
        (block, x) -> {
          try (ModelView model = ModelView.of(block);
              NDManager scratch = NDManager.newBaseManager("PyTorch")) {
            assertTrue(model.outputs(scratch, x).gt(0).all().getBoolean());
            assertFalse(OutputLayer.find(model, x).isPresent());
          }
        });
  }

  private static SequentialBlock network(int width, int outputs) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(width).build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(outputs).build());
  }

  @FunctionalInterface
  private interface Body {
    void run(Block block, NDList x);
  }

  private static void with(Block block, Consumer<Block> change, Body body) {
    Engine.getInstance().setRandomSeed(3);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      block.initialize(manager, DataType.FLOAT64, new Shape(1, INPUTS));
      change.accept(block);
      NDArray x = manager.randomNormal(new Shape(SAMPLES, INPUTS), DataType.FLOAT64);
      body.run(block, new NDList(x));
    }
  }
}
