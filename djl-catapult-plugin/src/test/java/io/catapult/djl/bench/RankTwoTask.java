/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.features.Agop;
import java.util.Random;

/**
 * The rank-2 task y = x_1 x_2 + N(0, 0.1^2), x from N(0, I_100). Zhu, Toward understanding the
 * dynamics of over-parameterized neural networks, section 4.4 and appendix C.6.
 *
 * @param x [n, 100]
 * @param y [n, 1]
 */
record RankTwoTask(NDArray x, NDArray y) {

  static final int INPUTS = 100;

  private static final double NOISE = 0.1;

  static RankTwoTask samples(NDManager manager, int n, Random random) {
    float[] x = new float[n * INPUTS];
    float[] y = new float[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < INPUTS; j++) {
        x[i * INPUTS + j] = (float) random.nextGaussian();
      }
      y[i] = (float) (x[i * INPUTS] * x[i * INPUTS + 1] + NOISE * random.nextGaussian());
    }
    return new RankTwoTask(
        manager.create(x, new Shape(n, INPUTS)), manager.create(y, new Shape(n, 1)));
  }

  /** The expected gradient outer product of x_1 x_2: E diag(x_2^2, x_1^2, 0, ...). */
  static Agop truth(NDManager manager) {
    float[] matrix = new float[INPUTS * INPUTS];
    matrix[0] = 1;
    matrix[INPUTS + 1] = 1;
    return Agop.ofMatrix(manager.create(matrix, new Shape(INPUTS, INPUTS)));
  }
}
