/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

/**
 * What was measured before update {@code step}, at the weights w(step). NaN stands for what was not
 * asked for or could not be measured.
 *
 * @param step the number of updates made so far
 * @param loss the loss on the fixed measuring points
 * @param criticalRate the critical learning rate there, for plain gradient descent: without the
 *     factor of momentum
 * @param kernelNorm the largest eigenvalue of the tangent kernel there
 * @param batchLoss the loss on the batch of this update
 * @param batchCriticalRate the critical learning rate on that batch, for plain gradient descent
 */
public record Observation(
    long step,
    double loss,
    double criticalRate,
    double kernelNorm,
    double batchLoss,
    double batchCriticalRate) {

  /** Checks the clock; the measured numbers may be anything, NaN and infinity included. */
  public Observation {
    if (step < 0) {
      throw new IllegalArgumentException(
          "Expected a step of at least 0; found "
              + step
              + ". Remedy: give the number of updates made so far.");
    }
  }

  /** Nothing could be measured before update {@code step}. */
  static Observation failed(long step) {
    return new Observation(step, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }
}
