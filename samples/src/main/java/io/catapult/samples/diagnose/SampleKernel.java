/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import io.catapult.samples.UsageFault;

/**
 * The tangent kernel between samples, K_ij = sum_c K_(ic),(jc) [n, n], the trace of each pair's
 * block, so that models of different k can be compared; and its centred alignment with another.
 */
final class SampleKernel {

  private final int n;
  private final double[] centred;

  /**
   * From the kernel of all outputs.
   *
   * @param entries K [n*k, n*k] in row-major order, row i*k + c = output c of sample i
   * @param n the number of samples
   */
  SampleKernel(double[] entries, int n) {
    this.n = n;
    int rows = (int) Math.sqrt(entries.length);
    int k = rows / n;
    centred = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int c = 0; c < k; c++) {
          centred[i * n + j] += entries[(i * k + c) * rows + j * k + c];
        }
      }
    }
    centre();
  }

  /** H K H with H = I - 1/n: K symmetric, so row means are column means. */
  private void centre() {
    double[] means = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        means[i] += centred[i * n + j] / n;
      }
      mean += means[i] / n;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        centred[i * n + j] += mean - means[i] - means[j];
      }
    }
  }

  /**
   * CKA, &lt;HKH, HK'H&gt;_F / (||HKH||_F ||HK'H||_F), from 0 to 1. Cortes, Mohri, Rostamizadeh,
   * Algorithms for learning kernels based on centered alignment (2012), definition 4.
   *
   * @param other of as many samples
   * @throws UsageFault if one kernel is constant, as that of a single sample
   */
  double alignment(SampleKernel other) {
    double norms = Math.sqrt(product(this)) * Math.sqrt(other.product(other));
    if (!(norms > 0)) {
      throw new UsageFault(
          "--against: expected tangent kernels that tell samples apart, found a constant one; give"
              + " at least two different inputs");
    }
    return Math.max(0, Math.min(1, product(other) / norms));
  }

  private double product(SampleKernel other) {
    double sum = 0;
    for (int i = 0; i < centred.length; i++) {
      sum += centred[i] * other.centred[i];
    }
    return sum;
  }
}
