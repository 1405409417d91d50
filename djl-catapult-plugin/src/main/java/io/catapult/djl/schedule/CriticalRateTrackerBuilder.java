/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import io.catapult.djl.check.BuilderFaults;

/** Builds a {@link CriticalRateTracker}. */
public final class CriticalRateTrackerBuilder {

  /** By how much the loss's unstable mode grows at each update at the default multiple. */
  private static final double GROWTH = 2;

  private int catapults = -1;
  private double multiple = Double.NaN;
  private double safeFraction = 0.7;
  private double momentum;
  private double lossBound = 1e4;
  private int patience = 30;
  private boolean keepWeights;
  private boolean perBatch;

  CriticalRateTrackerBuilder() {}

  /** Sets the number of catapults to make, 0 for none; required. */
  public CriticalRateTrackerBuilder setCatapults(int catapults) {
    this.catapults = catapults;
    return this;
  }

  /**
   * The rate to raise to, in critical rates. By default that at which the unstable direction
   * doubles at each update: m = (1 + (2 + beta / 2) / (1 + beta)) / 2, so 1.5 without momentum and
   * 1.14 for beta = 0.9. Lower is gentler, higher diverges more easily.
   *
   * @param multiple in (1, 4]
   */
  public CriticalRateTrackerBuilder optMultiple(double multiple) {
    this.multiple = multiple;
    return this;
  }

  /**
   * The rate to stay at between and after the catapults, in critical rates; 0.7 by default.
   *
   * @param fraction in (0, 1)
   */
  public CriticalRateTrackerBuilder optSafeFraction(double fraction) {
    this.safeFraction = fraction;
    return this;
  }

  /**
   * The heavy-ball momentum beta that the optimizer has; 0 by default. The critical rate is 1 +
   * beta times that of plain descent, rates then grow by 1 / beta at most at each update, and there
   * are 5 beta / (1 - beta) updates between a catapult and the next raise.
   *
   * @param beta in [0, 1)
   */
  public CriticalRateTrackerBuilder optMomentum(double beta) {
    this.momentum = beta;
    return this;
  }

  /**
   * Backs off when the loss passes this multiple of the first loss measured; 10,000 by default.
   * What backs off first is mostly the other guard, a critical rate that falls while the loss is
   * high.
   *
   * @param multiple above 1
   */
  public CriticalRateTrackerBuilder optLossBound(double multiple) {
    this.lossBound = multiple;
    return this;
  }

  /**
   * The number of updates to wait for the loss to rise before raising by a tenth more, up to four
   * times the critical rate; 30 by default. A critical rate measured on few points may be too low.
   */
  public CriticalRateTrackerBuilder optPatience(int updates) {
    this.patience = updates;
    return this;
  }

  /**
   * Whether to keep a copy of the weights at each raise and put it back before a hopeless
   * divergence: the loss past the square of its bound, no longer finite, or not back in 200 updates
   * at a lowered rate. False by default. Costs the memory of the weights. Not with momentum: the
   * velocity cannot be put back.
   */
  public CriticalRateTrackerBuilder optKeepWeights(boolean keepWeights) {
    this.keepWeights = keepWeights;
    return this;
  }

  /**
   * Whether to heed the critical rate of each batch too, for SGD; false by default. Measured before
   * each update; the lower of it and that of the probe data counts.
   */
  public CriticalRateTrackerBuilder optPerBatch(boolean perBatch) {
    this.perBatch = perBatch;
    return this;
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public CriticalRateTracker build() {
    double m = Double.isNaN(multiple) ? defaultMultiple() : multiple;
    new BuilderFaults("CriticalRateTracker")
        .requireAtLeast(0, catapults, "catapults", "setCatapults, 0 for safe training")
        .require(m > 1 && m <= 4, "multiple", "above 1 and at most 4", m, "1.5 suits most")
        .require(
            safeFraction > 0 && safeFraction < 1,
            "safeFraction",
            "between 0 and 1",
            safeFraction,
            "0.7 suits most")
        .require(
            momentum >= 0 && momentum < 1,
            "momentum",
            "at least 0 and less than 1",
            momentum,
            "give the optimizer's, 0 for none")
        .require(
            lossBound > 1 && Double.isFinite(lossBound),
            "lossBound",
            "a finite multiple above 1",
            lossBound,
            "10,000 suits most")
        .require(
            !keepWeights || momentum == 0,
            "keepWeights",
            "no momentum",
            momentum,
            "the velocity cannot be put back: train without the one or the other")
        .requireAtLeast(1, patience, "patience", "optPatience with a number of updates")
        .throwIfAny();
    return new CriticalRateTracker(
        new ControlSettings(
            catapults, m, safeFraction, momentum, lossBound, patience, keepWeights, perBatch));
  }

  /** For z = -2 a root of z^2 - (1 + beta - eta lambda) z + beta, eta = m eta_crit. */
  private double defaultMultiple() {
    boolean valid = momentum >= 0 && momentum < 1;
    return valid ? (1 + (GROWTH + momentum / GROWTH) / (1 + momentum)) / 2 : 2;
  }
}
