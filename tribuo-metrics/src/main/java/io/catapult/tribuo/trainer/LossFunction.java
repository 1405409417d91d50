/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.training.loss.Loss;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.function.Supplier;

/** The losses to train by, f [n, k] being the outputs and y the targets. */
public enum LossFunction {
  /** The papers' (1/n) sum_i ||f(x_i) - y_i||^2. */
  SQUARED_ERROR(SquaredErrorLoss::create),

  /** DJL's l2Loss, (1/(2 n k)) sum_i ||f(x_i) - y_i||^2. */
  L2(Loss::l2Loss),

  /** The mean of -log softmax(f(x_i))[y_i], y_i the number of the class. */
  SOFTMAX_CROSS_ENTROPY(Loss::softmaxCrossEntropyLoss);

  private final Supplier<Loss> supplier;

  LossFunction(Supplier<Loss> supplier) {
    this.supplier = supplier;
  }

  /** A DJL loss with accumulators of its own. */
  public Loss newLoss() {
    return supplier.get();
  }
}
