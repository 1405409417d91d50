/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

/** Builds an {@link OptimizerSpec}. */
public final class OptimizerSpecBuilder {

  OptimizerSpec.Kind kind;
  LearningRateSchedule schedule;
  double momentum;
  double weightDecay;
  double beta1 = 0.9;
  double beta2 = 0.999;
  double rho;
  double epsilon;

  OptimizerSpecBuilder() {}

  /** Sets the kind; required. */
  public OptimizerSpecBuilder setKind(OptimizerSpec.Kind kind) {
    this.kind = kind;
    return this;
  }

  /** Sets the learning rate; required. */
  public OptimizerSpecBuilder setSchedule(LearningRateSchedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /** The momentum of SGD, NESTEROV or RMSPROP, in [0, 1); 0 by default. */
  public OptimizerSpecBuilder optMomentum(double momentum) {
    this.momentum = momentum;
    return this;
  }

  /** The weight decay; 0 by default. */
  public OptimizerSpecBuilder optWeightDecay(double weightDecay) {
    this.weightDecay = weightDecay;
    return this;
  }

  /** The decays of the moments of ADAM and ADAMW, in [0, 1); 0.9 and 0.999 by default. */
  public OptimizerSpecBuilder optBetas(double beta1, double beta2) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    return this;
  }

  /** The decay of the squares of RMSPROP (0.99 by default) or ADADELTA (0.9). */
  public OptimizerSpecBuilder optRho(double rho) {
    this.rho = rho;
    return this;
  }

  /** Epsilon: 1e-8 by default, 1e-10 for ADAGRAD, 1e-6 for ADADELTA. */
  public OptimizerSpecBuilder optEpsilon(double epsilon) {
    this.epsilon = epsilon;
    return this;
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public OptimizerSpec build() {
    return new OptimizerSpec(this);
  }
}
