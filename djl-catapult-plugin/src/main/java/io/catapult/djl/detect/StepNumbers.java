/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/**
 * What was measured at one step t; NaN is what was not.
 *
 * @param step t, the number of updates made so far
 * @param rate eta(t), the learning rate of update t
 * @param loss L(t), the full training loss at w(t)
 * @param validationLoss the validation loss at w(t)
 * @param batchCriticalRateByKernel eta_crit of batch t from its tangent kernel
 * @param batchCriticalRateByHessian eta_crit of batch t from its Hessian
 * @param projectedDifference PDiff_1 of batch t, the change by update t
 * @param criticalRate eta_crit of the training data
 * @param kernelNorm the spectral norm of the tangent kernel of the training data
 * @param topLoss the part of L(t) in the kernel's top eigenspace
 * @param sharpness lambda_max of the Gauss-Newton matrix, or of the Hessian
 * @param outputLayerNorm ||A||, the norm of the weights of the output layer
 */
public record StepNumbers(
    long step,
    double rate,
    double loss,
    double validationLoss,
    double batchCriticalRateByKernel,
    double batchCriticalRateByHessian,
    double projectedDifference,
    double criticalRate,
    double kernelNorm,
    double topLoss,
    double sharpness,
    double outputLayerNorm) {

  /** Checks the clock. */
  public StepNumbers {
    if (step < 0) {
      throw new IllegalArgumentException(
          "Expected a step of at least 0; found "
              + step
              + ". Remedy: give the number of updates made so far.");
    }
  }

  /** The critical rate of the training data or, where that was not measured, of the batch. */
  double anyCriticalRate() {
    return Double.isNaN(criticalRate) ? batchCriticalRateByKernel : criticalRate;
  }
}
