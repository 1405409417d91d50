/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

/**
 * What a learning rate would do at a model's weights, by the critical rate eta_crit: gradient
 * descent is stable below it; above it the loss rises first and then falls again (a catapult); and
 * from about 2 eta_crit = 4 / lambda_max on it diverges. The lower bound is that of the quadratic
 * model, Zhu et al., Catapults in SGD, Eq. 2; the upper one is a rule of thumb, exact for the
 * neural quadratic model (Zhu, Toward understanding the dynamics of over-parameterized neural
 * networks, chapter 3), while networks with ReLU were seen to catapult up to about three times as
 * high.
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
