/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

/** What one exact tangent kernel says about a set of samples, as plain numbers. */
final class KernelReading {

  private final double loss;
  private final double[] eigenvalues;
  private final double sharpness;
  private final SplitReading split;
  private final double residualDotOutputs;

  /**
   * @param loss the loss in use
   * @param eigenvalues of the kernel, descending
   * @param sharpness lambda_max of the Gauss-Newton matrix
   * @param split the parts of the loss, or null for a loss that has no split
   * @param residualDotOutputs D^T F, D the residual and F the outputs, NaN if not asked for
   */
  KernelReading(
      double loss,
      double[] eigenvalues,
      double sharpness,
      SplitReading split,
      double residualDotOutputs) {
    this.loss = loss;
    this.eigenvalues = eigenvalues;
    this.sharpness = sharpness;
    this.split = split;
    this.residualDotOutputs = residualDotOutputs;
  }

  double residualDotOutputs() {
    return residualDotOutputs;
  }

  double loss() {
    return loss;
  }

  double[] eigenvalues() {
    return eigenvalues;
  }

  double sharpness() {
    return sharpness;
  }

  /** The split, or null. */
  SplitReading split() {
    return split;
  }
}
