/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hessian of the squared loss times a vector: double backward against central differences of the
 * gradient, with smooth activations in float64.
 */
class SecondDerivativeTest extends BlockFixture {

  private static final double STEP = 1e-5;

  /** Differences lose STEP^2 to curvature and 1e-16 / STEP to rounding: 1e-10, with room. */
  private static final double DIFFERENCE_ERROR = 1e-7;

  /** Answers with weights of its own, leaving the block's alone. */
  private static final class Weights extends ParameterStore {
    private final Map<Parameter, NDArray> values = new LinkedHashMap<>();

    Weights(NDManager manager, Block block) {
      super(manager, false);
      for (Parameter parameter : block.getParameters().values()) {
        NDArray copy = parameter.getArray().stopGradient().duplicate();
        copy.setRequiresGradient(true);
        values.put(parameter, copy);
      }
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
      return values.get(parameter);
    }

    double[] gradient() {
      return values.values().stream()
          .flatMapToDouble(value -> Arrays.stream(value.getGradient().toDoubleArray()))
          .toArray();
    }
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of(Networks.fullyConnected().setDepth(3).setWidth(5)),
        Arguments.of(Networks.convolutional().setDepth(3).setChannels(3)),
        Arguments.of(Networks.myrtle().setChannels(3)),
        Arguments.of(Networks.wideResNet().setDepth(10).setWidenFactor(1)),
        Arguments.of(Networks.visionTransformer().optWidth(4).optHeads(2).optDepth(2)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void doubleBackwardAgreesWithDifferencesOfTheGradient(NetworkBuilder<?> builder) {
    Block block = builder.optOutputs(2).optActivation(Activation::tanh).build();
    initialize(block, 1, 2, 8, 8);
    NDArray input = normal(3, 2, 8, 8);
    NDArray label = normal(3, 2);
    Weights weights = new Weights(manager, block);
    NDList direction = new NDList();
    weights.values.values().forEach(v -> direction.add(normal(v.getShape().getShape())));
    double[] product = hessianProduct(block, weights, direction, input, label);
    double[] ahead = gradient(block, shifted(block, direction, STEP), input, label);
    double[] behind = gradient(block, shifted(block, direction, -STEP), input, label);
    double size = Arrays.stream(product).map(Math::abs).max().orElseThrow();
    assertTrue(size > 0);
    double[] differences = new double[product.length];
    Arrays.setAll(differences, i -> (ahead[i] - behind[i]) / (2 * STEP));
    assertArrayEquals(differences, product, DIFFERENCE_ERROR * size);
  }

  private Weights shifted(Block block, NDList direction, double step) {
    Weights weights = new Weights(manager, block);
    int i = 0;
    for (Map.Entry<Parameter, NDArray> entry : weights.values.entrySet()) {
      NDArray moved = entry.getValue().stopGradient().add(direction.get(i++).mul(step));
      moved.setRequiresGradient(true);
      entry.setValue(moved);
    }
    return weights;
  }

  private static NDArray loss(Block block, Weights weights, NDArray input, NDArray label) {
    NDList output = block.forward(weights, new NDList(input), false);
    return SquaredErrorLoss.create().evaluate(new NDList(label), output);
  }

  private static double[] gradient(Block block, Weights weights, NDArray input, NDArray label) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(loss(block, weights, input, label));
    }
    return weights.gradient();
  }

  /** Gradients add up in PyTorch: g after the first pass backward, g + H v after the second. */
  private static double[] hessianProduct(
      Block block, Weights weights, NDList direction, NDArray input, NDArray label) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray loss = loss(block, weights, input, label);
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), true, true);
      double[] first = weights.gradient();
      NDArray slope = loss.zerosLike();
      int i = 0;
      for (NDArray value : weights.values.values()) {
        slope = slope.add(value.getGradient().mul(direction.get(i++)).sum());
      }
      collector.backward(slope);
      double[] second = weights.gradient();
      Arrays.setAll(second, j -> second[j] - first[j]);
      return second;
    }
  }
}
