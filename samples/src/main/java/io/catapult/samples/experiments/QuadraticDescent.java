/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.Random;

/**
 * Gradient descent of a general quadratic model g(w) = w^T phi + gamma/2 w^T Sigma w on one sample
 * with the label 1 and the loss (g - 1)^2 / 2: phi = x / ||x|| with x from N(0, I_100), Sigma
 * diagonal with random signs, w from N(0, I_100). Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, Eq. 3.3 and appendix B.14.
 *
 * @param losses before each update and after the last
 * @param kernels ||grad g||^2, likewise
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, read at once
record QuadraticDescent(double[] losses, double[] kernels) {

  private static final int WEIGHTS = 100;
  private static final double LABEL = 1;

  static QuadraticDescent run(double gamma, double rate, int updates, long seed) {
    Random random = new Random(seed);
    double[] phi = gaussian(random);
    double norm = Math.sqrt(dot(phi, phi));
    double[] sigma = new double[WEIGHTS];
    for (int i = 0; i < WEIGHTS; i++) {
      phi[i] /= norm;
      sigma[i] = random.nextBoolean() ? 1 : -1;
    }
    double[] w = gaussian(random);
    double[] losses = new double[updates + 1];
    double[] kernels = new double[updates + 1];
    for (int t = 0; t <= updates; t++) {
      double value = 0;
      double[] gradient = new double[WEIGHTS];
      for (int i = 0; i < WEIGHTS; i++) {
        value += w[i] * phi[i] + gamma / 2 * sigma[i] * w[i] * w[i];
        gradient[i] = phi[i] + gamma * sigma[i] * w[i];
      }
      double residual = value - LABEL;
      losses[t] = residual * residual / 2;
      kernels[t] = dot(gradient, gradient);
      for (int i = 0; i < WEIGHTS; i++) {
        w[i] -= rate * residual * gradient[i];
      }
    }
    return new QuadraticDescent(losses, kernels);
  }

  private static double[] gaussian(Random random) {
    double[] values = new double[WEIGHTS];
    for (int i = 0; i < WEIGHTS; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
