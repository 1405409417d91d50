/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.training.loss.Loss;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.Locale;
import java.util.OptionalDouble;

/** The losses that a model can be diagnosed for. Each takes targets [n, k]. */
enum LossChoice {
  /** The papers' squared loss, (1/n) sum over samples and outputs of (f - y)^2. */
  MSE,
  /** DJL's l2Loss, one half of the mean over samples and outputs of (f - y)^2. */
  L2,
  /** The mean over samples of - sum_c y_c log softmax(f)_c. */
  CE;

  Loss newLoss() {
    return switch (this) {
      case MSE -> SquaredErrorLoss.create();
      case L2 -> Loss.l2Loss();
      case CE -> Loss.softmaxCrossEntropyLoss("SoftmaxCrossEntropyLoss", 1, -1, false, true);
    };
  }

  /** What the papers' squared loss is to be multiplied by; empty if the loss is not quadratic. */
  OptionalDouble shareOfSquares(long k) {
    return switch (this) {
      case MSE -> OptionalDouble.of(1);
      case L2 -> OptionalDouble.of(1.0 / (2 * k));
      case CE -> OptionalDouble.empty();
    };
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
