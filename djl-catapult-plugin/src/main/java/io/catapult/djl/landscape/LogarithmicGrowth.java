/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

/**
 * {@code f_1(x) = (1 + |x|) ln(1 + |x|) - |x|}: convex, with {@code f''(x) = 1/(1 + |x|)}. Ma et
 * al., Beyond the quadratic approximation, Fig. 4 (left).
 */
public record LogarithmicGrowth() implements SubquadraticFunction {

  /** Below it the series is more exact than the formula, whose terms cancel. */
  private static final double SMALL = 0.01;

  /** Terms of the series; the next is below 1e-17 of the first. */
  private static final int TERMS = 9;

  @Override
  public double value(double x) {
    double size = Math.abs(x);
    return size < SMALL ? series(size) : (1 + size) * Math.log1p(size) - size;
  }

  /** The sum over k from 2 of {@code (-x)^k / (k (k - 1))}. */
  private static double series(double x) {
    double sum = 0;
    for (int k = TERMS + 1; k >= 2; k--) {
      sum = 1.0 / (k * (k - 1)) - x * sum;
    }
    return x * x * sum;
  }

  @Override
  public double derivative(double x) {
    return Math.copySign(Math.log1p(Math.abs(x)), x);
  }

  @Override
  public double secondDerivative(double x) {
    return 1 / (1 + Math.abs(x));
  }
}
