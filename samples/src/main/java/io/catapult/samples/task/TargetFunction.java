/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

/**
 * The target functions of the papers, and the second moments of their gradients in closed form.
 * Zhu, Toward understanding the dynamics of over-parameterized neural networks, section 4.4 and
 * appendix C.4.
 */
public enum TargetFunction {
  /** x_1 x_2. */
  RANK2 {
    @Override
    double value(double[] x) {
      return x[0] * x[1];
    }

    @Override
    float[][] gradientFactor(int d) {
      return new float[][] {unit(d, 0, 1), unit(d, 1, 1)};
    }
  },

  /** x_1 x_2 (x_1 + .. + x_10). */
  RANK3 {
    @Override
    double value(double[] x) {
      double sum = 0;
      for (int i = 0; i < summands(x.length); i++) {
        sum += x[i];
      }
      return x[0] * x[1] * sum;
    }

    /**
     * With m = 8 summands besides x_1 and x_2, whose sum is s: the gradient is 2 x_1 x_2 + x_2^2 +
     * x_2 s by x_1, the same with x_1 and x_2 exchanged by x_2, and x_1 x_2 by each of the m. Their
     * second moments are those of Z below in the coordinates x_1, x_2, s, and F is a triangular
     * root of them.
     *
     * <pre>
     *     (7 + m   5     2)
     * Z = (  5   7 + m   2)
     *     (  2     2     1)
     * </pre>
     */
    @Override
    float[][] gradientFactor(int d) {
      int m = summands(d) - 2;
      double last = Math.sqrt(3 + m);
      float[][] factor = {unit(d, 0, last), unit(d, 1, Math.sqrt(3 + m - 1 / last / last)), {}};
      factor[0][1] = (float) (1 / last);
      float[] rest = unit(d, 0, 2);
      rest[1] = 2;
      for (int i = 2; i < 2 + m; i++) {
        rest[i] = 1;
      }
      factor[2] = rest;
      return factor;
    }
  },

  /** x_1 + x_1 x_2 + x_1 x_2 x_3 + x_1 x_2 x_3 x_4. */
  RANK4 {
    @Override
    double value(double[] x) {
      return x[0] * (1 + x[1] * (1 + x[2] * (1 + x[3])));
    }

    /** By x_i, 5 - i products of different inputs, no two of which are correlated. */
    @Override
    float[][] gradientFactor(int d) {
      float[][] factor = new float[4][];
      for (int i = 0; i < factor.length; i++) {
        factor[i] = unit(d, i, Math.sqrt(4 - i));
      }
      return factor;
    }
  },

  /** |x| / sqrt(d), which depends on all d inputs alike. */
  FULL_RANK {
    @Override
    double value(double[] x) {
      double squares = 0;
      for (double each : x) {
        squares += each * each;
      }
      return Math.sqrt(squares / x.length);
    }

    /** The gradient is x / (|x| sqrt(d)). */
    @Override
    float[][] gradientFactor(int d) {
      float[][] factor = new float[d][];
      for (int i = 0; i < d; i++) {
        factor[i] = unit(d, i, 1.0 / d);
      }
      return factor;
    }
  };

  private static final int SUMMANDS = 10;

  /** f(x). */
  abstract double value(double[] x);

  /** F [r, d] with F^T F = E[grad f grad f^T] for x from N(0, I_d). */
  abstract float[][] gradientFactor(int d);

  private static int summands(int d) {
    return Math.min(SUMMANDS, d);
  }

  private static float[] unit(int d, int i, double length) {
    float[] row = new float[d];
    row[i] = (float) length;
    return row;
  }
}
