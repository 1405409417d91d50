/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

/**
 * How a network spreads the scale of a layer over its weights and a fixed factor.
 *
 * <p>Both give outputs of order one at any width; they differ in how much a gradient step of a
 * given learning rate moves each layer, hence in the tangent kernel and the critical learning rate.
 * Zhu et al., Catapults in SGD: spikes in the training loss and their impact on generalization
 * through feature learning, section 2 (Parameterization); Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, appendix C.6.
 */
public enum Parameterization {
  /**
   * The papers' default: every weight and bias from N(0, 1), every pre-activation W x multiplied by
   * 1/sqrt(fan-in). Layers: {@link NtkLinear}, {@link NtkConv2d}.
   */
  NTK,

  /**
   * PyTorch's default: weights and biases from U(-1/sqrt(fan-in), 1/sqrt(fan-in)), no factor.
   * Layers: DJL's {@code Linear} and {@code Conv2d} with {@link FanInUniformInitializer}.
   */
  STANDARD
}
