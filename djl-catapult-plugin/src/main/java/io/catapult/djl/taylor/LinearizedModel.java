/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.nn.Block;

/**
 * The linear twin of a network: its first-order Taylor polynomial in the weights.
 *
 * <pre>
 * f_lin(w; x) = f(w0; x) + J(w0; x) (w - w0)
 * </pre>
 *
 * <p>A block like any other, with weights of the shapes of the network's, which begin at w0: train
 * it with any optimizer and tracker, and watch it with the same listener. Its tangent kernel is
 * constant. Any block of Java layers can have a twin; it is taken in evaluation mode, w0 is copied,
 * frozen parameters stay constants. Where the network has kinks (ReLU), J is that of the smooth
 * piece. Zhu, Toward understanding the dynamics of over-parameterized neural networks, section 3.1,
 * Eq. 3.1.
 *
 * <p>Cost of a gradient, measured on one thread: 1.7 to 2.5 of the network's, 2.5 to 2.8 where the
 * network is a class of a user's own. Memory: the activations of two forward passes.
 */
public final class LinearizedModel extends TaylorBlock {

  /**
   * The twin at the present weights of a block, which is never changed; or, of a block that has no
   * weights yet, at those that it gets when the twin is initialised.
   *
   * @param block a block of Java layers
   * @throws io.catapult.djl.autodiff.MeasurementException here or then, if it has a TorchScript
   *     part, or no trainable parameter
   */
  public LinearizedModel(Block block) {
    super(block, 1);
  }
}
