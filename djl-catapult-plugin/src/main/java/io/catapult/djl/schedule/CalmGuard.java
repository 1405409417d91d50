/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

/**
 * Watches the loss below the critical rate. Where it rises tenfold the rate was too high after all,
 * as when the Hessian is sharper than the tangent kernel says: half of it, then.
 */
final class CalmGuard {

  private static final double RISEN = 10;

  /** Smaller losses than this part of the first may jump by rounding and by the batch. */
  private static final double NOTABLE = 0.01;

  private double fraction;
  private double first = Double.NaN;
  private double lowest = Double.POSITIVE_INFINITY;

  CalmGuard(double fraction) {
    this.fraction = fraction;
  }

  /** The rate to stay at, in critical rates. */
  double fraction() {
    return fraction;
  }

  /** The first loss seen; NaN before. */
  double firstLoss() {
    return first;
  }

  /** Takes a loss; true if it has risen and the fraction is halved. */
  boolean risen(double loss) {
    if (Double.isNaN(first)) {
      first = loss;
    }
    lowest = Math.min(lowest, loss);
    if (loss <= RISEN * lowest || loss <= NOTABLE * first) {
      return false;
    }
    fraction /= 2;
    lowest = loss;
    return true;
  }

  /** Begins anew after a spike that was wanted. */
  void reset() {
    lowest = Double.POSITIVE_INFINITY;
  }
}
