/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import io.catapult.djl.autodiff.MeasurementException;

/**
 * The critical learning rate eta_crit = 2 (1 + beta) / lambda_max: above it gradient descent with
 * heavy-ball momentum beta diverges on the quadratic with largest eigenvalue lambda_max. Zhu et
 * al., Catapults in SGD: spikes in the training loss and their impact on generalization through
 * feature learning, Eq. 2, for beta = 0; with momentum, Cohen et al. (2021), Gradient descent on
 * neural networks typically occurs at the edge of stability.
 *
 * @param sharpness lambda_max of the loss Hessian, or of the Gauss-Newton matrix
 * @param momentum beta in [0, 1); 0 for plain gradient descent
 */
public record CriticalRate(double sharpness, double momentum) {

  /** Checks that the eigenvalue is finite and the momentum in [0, 1). */
  public CriticalRate {
    if (!Double.isFinite(sharpness)) {
      throw new MeasurementException(
          "a finite largest eigenvalue",
          Double.toString(sharpness),
          "look for NaN in the weights and the loss, the training may have diverged");
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new MeasurementException(
          "a momentum in [0, 1)", Double.toString(momentum), "give that of the optimizer, or 0");
    }
  }

  /**
   * The critical rate that belongs to a largest eigenvalue.
   *
   * @param lambdaMax the largest eigenvalue
   * @param momentum beta
   * @throws MeasurementException if the eigenvalue is not finite or the momentum is not in [0, 1)
   */
  public static CriticalRate fromSharpness(double lambdaMax, double momentum) {
    return new CriticalRate(lambdaMax, momentum);
  }

  /**
   * eta_crit; positive infinity where lambda_max is not positive: no learning rate is too large for
   * a loss that curves upwards in no direction.
   */
  public double rate() {
    return exists() ? 2 * (1 + momentum) / sharpness : Double.POSITIVE_INFINITY;
  }

  /** Whether there is a learning rate that is too large. */
  public boolean exists() {
    return sharpness > 0;
  }
}
