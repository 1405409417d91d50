/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.NormalInitializer;

/**
 * Makes the layers of a network in its parameterisation.
 *
 * @param parameterization NTK or PyTorch's default
 * @param bias whether layers have a bias
 * @param initialStd the standard deviation of what is drawn from a normal distribution
 */
record LayerFactory(Parameterization parameterization, boolean bias, double initialStd) {

  LayerFactory withoutBias() {
    return new LayerFactory(parameterization, false, initialStd);
  }

  Block linear(long units) {
    return switch (parameterization) {
      case NTK ->
          NtkLinear.builder().setUnits(units).optBias(bias).optInitialStd(initialStd).build();
      case STANDARD ->
          FanInUniformInitializer.applyTo(Linear.builder().setUnits(units).optBias(bias).build());
    };
  }

  /** A square window that keeps height and width at stride 1. */
  Block sameConv2d(int filters, long kernel, long stride) {
    return conv2d(filters, kernel, stride, (kernel - 1) / 2);
  }

  Block conv2d(int filters, long kernel, long stride, long padding) {
    return switch (parameterization) {
      case NTK ->
          NtkConv2d.builder()
              .setKernelShape(new Shape(kernel, kernel))
              .setFilters(filters)
              .optStride(new Shape(stride, stride))
              .optPadding(new Shape(padding, padding))
              .optBias(bias)
              .optInitialStd(initialStd)
              .build();
      case STANDARD ->
          FanInUniformInitializer.applyTo(
              Conv2d.builder()
                  .setKernelShape(new Shape(kernel, kernel))
                  .setFilters(filters)
                  .optStride(new Shape(stride, stride))
                  .optPadding(new Shape(padding, padding))
                  .optBias(bias)
                  .build());
    };
  }

  /**
   * A table of vectors from N(0, initialStd^2), read by one-hot rows: each output sums over one
   * entry, so the factor of either parameterisation is 1.
   */
  Block table(long units) {
    Linear table = Linear.builder().setUnits(units).optBias(false).build();
    table.setInitializer(new NormalInitializer((float) initialStd), "weight");
    return table;
  }
}
