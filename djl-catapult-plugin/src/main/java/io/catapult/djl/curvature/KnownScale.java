/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.OptionalDouble;

/**
 * The number c of a loss whose second derivative by the outputs is known to be c I: 2/n for {@link
 * SquaredErrorLoss}. Saves some ten passes through the loss, which cost more than a small network's
 * training step.
 */
final class KnownScale {

  private KnownScale() {}

  /** c, or empty where {@link LossCurvature} has to find out, or to say what is wrong. */
  static OptionalDouble of(Loss loss, NDArray outputs, NDList labels) {
    if (loss.getClass() != SquaredErrorLoss.class || labels.size() != 1) {
      return OptionalDouble.empty();
    }
    LossCurvature.requireMatrix(outputs);
    NDArray y = labels.head();
    DifferentiableLoss.requireSuitable(y, 0, outputs);
    Shape f = outputs.getShape();
    boolean column = f.get(1) == 1 && y.getShape().dimension() == 1;
    if (!(column || y.getShape().equals(f)) || !isFinite(outputs, y)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(2.0 / f.get(0));
  }

  /** Whether the loss is finite in the engine's type. */
  private static boolean isFinite(NDArray outputs, NDArray labels) {
    double[] f = Aten.numbers(outputs);
    double[] y = Aten.numbers(labels);
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      sum += (f[i] - y[i]) * (f[i] - y[i]);
    }
    return Float.isFinite((float) sum);
  }
}
