/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.kernel.LossSplit;

/** A squared loss by eigendirections of the tangent kernel. */
final class SplitReading {

  private final double[] top;
  private final double[] rest;
  private final double topComponent;

  /**
   * @param scale c of a loss c (1/n) ||f - y||^2
   */
  SplitReading(LossSplit split, double scale) {
    int s = split.size();
    top = new double[s];
    rest = new double[s];
    for (int i = 0; i < s; i++) {
      top[i] = scale * split.top(i + 1);
      rest[i] = scale * split.rest(i + 1);
    }
    topComponent = Math.abs(split.coefficients()[0]);
  }

  /** L_top(s), s = 1, 2, ... */
  double[] top() {
    return top;
  }

  /** L_rest(s), s = 1, 2, ... */
  double[] rest() {
    return rest;
  }

  /** |D^T v_1|. */
  double topComponent() {
    return topComponent;
  }
}
