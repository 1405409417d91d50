/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

/**
 * The target functions of the papers. Zhu, Toward understanding the dynamics of over-parameterized
 * neural networks, section 4.4 and appendix C.4.
 */
public enum TargetFunction {
  /** x_1 x_2. */
  RANK2(2),
  /** x_1 x_2 x_3. */
  RANK3(3),
  /** x_1 x_2 x_3 x_4. */
  RANK4(4),
  /** |x| / sqrt(d), which depends on all d inputs alike. */
  FULL_RANK(0);

  private final int factors;

  TargetFunction(int factors) {
    this.factors = factors;
  }

  /** f(x). */
  double value(double[] x) {
    if (factors == 0) {
      double squares = 0;
      for (double each : x) {
        squares += each * each;
      }
      return Math.sqrt(squares / x.length);
    }
    double product = 1;
    for (int i = 0; i < factors; i++) {
      product *= x[i];
    }
    return product;
  }

  /**
   * F [r, d] with F^T F = E[grad f grad f^T] for x from N(0, I_d). Each squared factor has the mean
   * 1, so a product has a one for each of its inputs; the gradient x / (|x| sqrt(d)) of the full
   * rank has the second moment I / d^2.
   */
  float[][] gradientFactor(int d) {
    int rank = factors == 0 ? d : factors;
    float[][] factor = new float[rank][d];
    for (int i = 0; i < rank; i++) {
      factor[i][i] = factors == 0 ? 1f / d : 1f;
    }
    return factor;
  }
}
