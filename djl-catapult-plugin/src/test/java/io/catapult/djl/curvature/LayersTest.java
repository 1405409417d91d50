/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of layer can be differentiated twice, and three times along a direction. */
class LayersTest extends CurvatureFixture {

  private static final long SAMPLES = 5;
  private static final int CLASSES = 3;

  /** The image passes a convolution, the layer in question and a linear layer. */
  enum Layer {
    RELU(Activation::reluBlock),
    LEAKY_RELU(() -> Activation.leakyReluBlock(0.1f)),
    TANH(Activation::tanhBlock),
    SIGMOID(Activation::sigmoidBlock),
    GELU(Activation::geluBlock),
    SWISH(() -> Activation.swishBlock(1)),
    ELU(() -> Activation.eluBlock(1)),
    SELU(Activation::seluBlock),
    SOFT_PLUS(Activation::softPlusBlock),
    SOFTMAX(() -> LambdaBlock.singleton(a -> a.softmax(1))),
    MAX_POOL(() -> Pool.maxPool2dBlock(new Shape(2, 2))),
    AVERAGE_POOL(() -> Pool.avgPool2dBlock(new Shape(2, 2))),
    GLOBAL_POOL(Pool::globalAvgPool2dBlock),
    BATCH_NORM(() -> BatchNorm.builder().build()),
    LAYER_NORM(() -> LayerNorm.builder().build()),
    DROPOUT(() -> Dropout.builder().optRate(0.5f).build()),
    CONVOLUTION(
        () ->
            Conv2d.builder()
                .setFilters(2)
                .setKernelShape(new Shape(2, 2))
                .optStride(new Shape(2, 2))
                .build());

    private final Supplier<Block> block;

    Layer(Supplier<Block> block) {
      this.block = block;
    }

    Block network() {
      return new SequentialBlock()
          .add(
              Conv2d.builder()
                  .setFilters(2)
                  .setKernelShape(new Shape(3, 3))
                  .optPadding(new Shape(1, 1))
                  .build())
          .add(block.get())
          .add(Blocks.batchFlattenBlock())
          .add(Linear.builder().setUnits(CLASSES).build());
    }
  }

  private NDList x() {
    return new NDList(normal(SAMPLES, 1, 4, 4));
  }

  private NDArray gradient(ModelView model, NDList x) {
    try (LossHessian hessian = hessian(model, x)) {
      return hessian.gradient(manager);
    }
  }

  private LossHessian hessian(ModelView model, NDList x) {
    NDList labels = new NDList(manager.create(new long[] {0, 2, 1, 1, 0}));
    return LossHessian.of(model, Loss.softmaxCrossEntropyLoss(), x, labels);
  }

  private NDArray first(ModelView model, NDList x, NDArray v) {
    try (OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      return derivatives.first(v);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hessianProductIsTheDerivativeOfTheGradient(Layer layer) {
    NDList x = x();
    try (ModelView model = ModelView.of(initialize(layer.network(), 1, 1, 4, 4));
        LossHessian hessian = hessian(model, x)) {
      NDArray v = normal(hessian.size());
      NDArray expected = difference(model, v, moved -> gradient(moved, x));
      assertTrue(distance(expected, hessian.apply(v)) < DIFFERENCE_ERROR);
    }
  }

  @ParameterizedTest
  @EnumSource
  void secondDerivativeOfTheOutputsIsThatOfTheFirst(Layer layer) {
    NDList x = x();
    try (ModelView model = ModelView.of(initialize(layer.network(), 1, 1, 4, 4));
        OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      NDArray v = normal(model.parameterCount());
      NDArray expected = difference(model, v, moved -> first(moved, x, v));
      assertTrue(distance(expected, derivatives.second(v)) < DIFFERENCE_ERROR);
    }
  }

  @ParameterizedTest
  @EnumSource
  void float32AgreesWithFloat64(Layer layer) {
    NDList x = x();
    Block block = initialize(layer.network(), 1, 1, 4, 4);
    try (ModelView wide = ModelView.of(block);
        ModelView narrow = wide.toType(DataType.FLOAT32);
        LossHessian expected = hessian(wide, x);
        LossHessian actual = hessian(narrow, x)) {
      NDArray v = normal(expected.size());
      NDArray product = actual.apply(v.toType(DataType.FLOAT32, false));
      assertTrue(distance(expected.apply(v), product) < ROUNDING_32 * 10);
      try (OutputDerivatives a = OutputDerivatives.of(wide, x);
          OutputDerivatives b = OutputDerivatives.of(narrow, x)) {
        NDArray second = b.second(v.toType(DataType.FLOAT32, false));
        assertTrue(distance(a.second(v), second) < ROUNDING_32 * 10);
      }
    }
  }
}
