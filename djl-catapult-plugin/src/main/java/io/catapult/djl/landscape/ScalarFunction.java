/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** A function of one variable and its derivative, in float64. */
public interface ScalarFunction {

  /** The function at x. */
  double value(double x);

  /** The derivative at x; where there is none, that from the side of 0. */
  double derivative(double x);

  /** A function by its two formulas; that the second is the derivative is not checked. */
  static ScalarFunction of(DoubleUnaryOperator value, DoubleUnaryOperator derivative) {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(derivative, "derivative");
    return new ScalarFunction() {
      @Override
      public double value(double x) {
        return value.applyAsDouble(x);
      }

      @Override
      public double derivative(double x) {
        return derivative.applyAsDouble(x);
      }
    };
  }
}
