/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

/**
 * What a learning rate would do at a model's weights, by the critical rate eta_crit = 2 /
 * lambda_max: gradient descent is stable below it; above it the loss rises first and then falls
 * again (a catapult); beyond about 2 eta_crit = 4 / lambda_max it diverges. The lower bound is that
 * of Zhu et al., Catapults in SGD, Eq. 2. The upper one is a rule of thumb from the neural
 * quadratic model (Zhu, Toward understanding the dynamics of over-parameterized neural networks,
 * chapter 3): networks with ReLU have catapulted up to about 4 to 6 eta_crit.
 */
enum Verdict {
  STABLE("stable"),
  CATAPULT("would catapult"),
  DIVERGE("would diverge");

  /** The largest rate that catapults, in units of the critical one. */
  static final double LARGEST_RATIO = 2;

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict for a learning rate of {@code ratio} times the critical one. */
  static Verdict of(double ratio) {
    if (ratio < 1) {
      return STABLE;
    }
    return ratio <= LARGEST_RATIO ? CATAPULT : DIVERGE;
  }

  String words() {
    return words;
  }
}
