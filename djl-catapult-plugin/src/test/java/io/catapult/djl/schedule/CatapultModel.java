/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

/**
 * The model f = u v / sqrt(m) on one sample x = 1, y = 0 with loss f^2 / 2, in closed form:
 * Lewkowycz et al. (2020), The large learning rate phase of deep learning: the catapult mechanism,
 * Eq. 3 and 4. Its tangent kernel is lambda = (|u|^2 + |v|^2) / m, its critical rate 2 / lambda.
 */
final class CatapultModel {

  private final double width;
  private double f;
  private double lambda;

  CatapultModel(double width, double f, double lambda) {
    this.width = width;
    this.f = f;
    this.lambda = lambda;
  }

  /** The same with a kernel that never changes: the linear model. */
  static CatapultModel linear(double f, double lambda) {
    return new CatapultModel(Double.POSITIVE_INFINITY, f, lambda);
  }

  double loss() {
    return f * f / 2;
  }

  double lambda() {
    return lambda;
  }

  double criticalRate() {
    return 2 / lambda;
  }

  Observation observe(long step) {
    return new Observation(step, loss(), criticalRate(), lambda, loss(), criticalRate());
  }

  void update(double rate) {
    double square = f * f / width;
    double next = f * (1 - rate * lambda + rate * rate * square);
    lambda += rate * square * (rate * lambda - 4);
    f = next;
  }
}
