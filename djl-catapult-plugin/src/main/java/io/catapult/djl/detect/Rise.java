/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/**
 * A low of the loss, and what was seen since: the beginning of a spike, should it become one.
 *
 * <p>It keeps the learning rate where it was largest against the critical rate, up to the peak. The
 * critical rate at the peak itself does not count: it is that of the weights that the rise led to.
 */
final class Rise {

  private final StepNumbers low;
  private final double norm;
  private double rate = Double.NaN;
  private double critical = Double.NaN;
  private double rateSince = Double.NaN;
  private double criticalSince = Double.NaN;
  private double lastCritical;

  /**
   * @param norm the kernel's norm when it was last measured
   * @param critical the critical rate when it was last measured
   */
  Rise(StepNumbers low, double norm, double critical) {
    this.low = low;
    this.norm = norm;
    this.lastCritical = critical;
    look(low, true);
  }

  /** Takes what was measured after the low. */
  void look(StepNumbers now, boolean isPeak) {
    compare(now.rate(), lastCritical);
    if (isPeak) {
      rate = rateSince;
      critical = criticalSince;
    }
    double measured = now.anyCriticalRate();
    if (!Double.isNaN(measured)) {
      lastCritical = measured;
      compare(now.rate(), measured);
    }
  }

  private void compare(double newRate, double newCritical) {
    if (Double.isNaN(newRate) || Double.isNaN(newCritical)) {
      return;
    }
    if (Double.isNaN(criticalSince) || newRate / newCritical > rateSince / criticalSince) {
      rateSince = newRate;
      criticalSince = newCritical;
    }
  }

  /** Whether the learning rate has been above the critical rate since the low. */
  boolean isAboveCritical() {
    return rateSince > criticalSince;
  }

  StepNumbers low() {
    return low;
  }

  double loss() {
    return low.loss();
  }

  double norm() {
    return norm;
  }

  double rate() {
    return rate;
  }

  double critical() {
    return critical;
  }
}
