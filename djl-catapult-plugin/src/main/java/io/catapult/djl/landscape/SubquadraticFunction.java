/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

/**
 * An even function of one variable with its minimum at 0 that grows subquadratically: {@code
 * f'(x)/x} falls from {@code f''(0)} towards 0 as x goes from 0 to infinity. Ma et al., Beyond the
 * quadratic approximation, section 4.1, asks for more: that {@code f''} falls, which makes f
 * convex.
 */
public interface SubquadraticFunction extends ScalarFunction {

  /** The second derivative at x; where there is none, that from the side of 0. */
  double secondDerivative(double x);

  /** The rate above which gradient descent cannot converge to the minimum: {@code 2/f''(0)}. */
  default double criticalRate() {
    return 2 / secondDerivative(0);
  }
}
