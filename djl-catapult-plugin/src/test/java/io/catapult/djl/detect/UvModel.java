/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/**
 * f = (u . v) / sqrt(m) fitted to 0 on one point with the loss f^2 / 2, by gradient descent in the
 * closed recursion of Lewkowycz et al., The large learning rate phase of deep learning: the
 * catapult mechanism, section 2: f' = f (1 - eta K + eta^2 f^2 / m), K' = K + (eta f^2 / m) (eta K
 * - 4), K the tangent kernel, which is also the sharpness. The critical rate is 2 / K, and beyond
 * about 4 / K it diverges.
 */
final class UvModel {

  private final double width;
  private double f;
  private double kernel;

  UvModel(double width, double f, double kernel) {
    this.width = width;
    this.f = f;
    this.kernel = kernel;
  }

  double loss() {
    return f * f / 2;
  }

  double kernel() {
    return kernel;
  }

  double criticalRate() {
    return 2 / kernel;
  }

  /** Measures everything at the step, then updates. */
  StepNumbers step(long step, double rate) {
    double before = loss();
    double norm = kernel;
    double g = f;
    f = g * (1 - rate * norm + rate * rate * g * g / width);
    kernel = norm + rate * g * g / width * (rate * norm - 4);
    return Numbers.at(step)
        .rate(rate)
        .loss(before)
        .top(before)
        .norm(norm)
        .sharpness(norm)
        .critical(2 / norm)
        .batchKernel(2 / norm)
        .batchHessian(2 / norm)
        .difference(loss() - before)
        .numbers();
  }
}
