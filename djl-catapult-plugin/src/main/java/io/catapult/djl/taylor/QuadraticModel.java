/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.nn.Block;
import ai.djl.nn.norm.LayerNorm;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * The quadratic twin of a network, the neural quadratic model (NQM): its second-order Taylor
 * polynomial in the weights.
 *
 * <pre>
 * f_quad(w; x) = f(w0; x) + J(w0; x) (w - w0) + 1/2 (w - w0)^T H_f(w0; x) (w - w0)
 * </pre>
 *
 * <p>A block like any other, with weights of the shapes of the network's, which begin at w0: train
 * it with any optimizer and tracker, and watch it with the same listener. It has catapults, as the
 * network has and the linear twin has not. Any block of Java layers whose operations can be
 * differentiated three times can have a twin, which leaves out LayerNorm on this engine; it is
 * taken in evaluation mode, w0 is copied, frozen parameters stay constants. Where the network has
 * kinks (ReLU), J and H_f are those of the smooth piece. Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, section 3.1, Eq. 3.2.
 *
 * <p>Exact, without finite differences and without a stored Hessian. Cost of a gradient, measured
 * on one thread: 3.3 to 4.7 of the network's, with residual units, batch norm or a graph too; about
 * 7 where the network is a class of a user's own, for which no rule is known. Memory: the
 * activations of four forward passes.
 */
public final class QuadraticModel extends TaylorBlock {

  /**
   * The twin at the present weights of a block, which is never changed; or, of a block that has no
   * weights yet, at those that it gets when the twin is initialised.
   *
   * @param block a block of Java layers
   * @throws MeasurementException here or then, if it has a TorchScript part or a LayerNorm, or no
   *     trainable parameter
   */
  public QuadraticModel(Block block) {
    super(withoutLayerNorm(block), 2);
  }

  /** The gradient of an update takes a third derivative, which the engine has wrong for these. */
  private static Block withoutLayerNorm(Block block) {
    if (block instanceof LayerNorm) {
      throw new MeasurementException(
          "a block without LayerNorm, whose third derivatives the engine computes wrongly",
          "one of " + block.getDirectParameters().size() + " parameters",
          "take a LinearizedModel, or a network with BatchNorm or none");
    }
    block.getChildren().values().forEach(QuadraticModel::withoutLayerNorm);
    return block;
  }
}
