/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import java.util.function.BinaryOperator;

/** Losses made from a formula, also unsuitable ones. */
final class Losses extends Loss {

  private final BinaryOperator<NDArray> formula;

  private Losses(String name, BinaryOperator<NDArray> formula) {
    super(name);
    this.formula = formula;
  }

  /**
   * A loss.
   *
   * @param formula of the label and the prediction
   */
  static Loss of(String name, BinaryOperator<NDArray> formula) {
    return new Losses(name, formula);
  }

  /** The square of the mean of all outputs: no sum over samples. */
  static Loss squaredMean() {
    return of("SquaredMean", (label, prediction) -> prediction.mean().square());
  }

  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    return formula.apply(labels.singletonOrThrow(), predictions.singletonOrThrow());
  }
}
