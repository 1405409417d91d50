/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.Objects;

/**
 * PyTorch's default initialisation of linear and convolution layers: U(-1/sqrt(fan-in),
 * 1/sqrt(fan-in)) for the weights and for the bias.
 *
 * <p>PyTorch states it as Kaiming-uniform with negative slope sqrt(5), whose bound sqrt(6 / ((1 +
 * 5) fan-in)) is the same number. The fan-in is the size of one row of the weights, channels times
 * kernel area for a convolution; a bias takes it from its layer's weights.
 */
public final class FanInUniformInitializer implements Initializer {

  private final Parameter weight;

  private FanInUniformInitializer(Parameter weight) {
    this.weight = weight;
  }

  /**
   * Makes a layer start as PyTorch's would.
   *
   * @param layer a layer with a parameter "weight" [outputs, ...fan-in] and perhaps one "bias"
   * @param <T> the layer's class
   * @return the layer
   * @throws IllegalArgumentException if the layer itself has no parameter "weight"
   */
  public static <T extends Block> T applyTo(T layer) {
    Parameter weight = layer.getDirectParameters().get("weight");
    if (weight == null) {
      throw new IllegalArgumentException(
          "Expected a layer with a parameter \"weight\" of its own, found "
              + layer.getClass().getSimpleName()
              + " with "
              + layer.getDirectParameters().keys()
              + "; apply it to each linear or convolution layer");
    }
    Initializer initializer = new FanInUniformInitializer(weight);
    weight.setInitializer(initializer);
    Parameter bias = layer.getDirectParameters().get("bias");
    if (bias != null) {
      bias.setInitializer(initializer);
    }
    return layer;
  }

  /** {@inheritDoc} */
  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    Shape weights = Objects.requireNonNull(weight.getShape(), "the layer's weights have no shape");
    float bound = (float) (1 / Math.sqrt(weights.slice(1).size()));
    return manager.randomUniform(-bound, bound, shape, dataType, manager.getDevice());
  }
}
