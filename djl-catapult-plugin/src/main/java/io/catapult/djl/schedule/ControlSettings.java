/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link CriticalRateControl} is told, and the arithmetic that follows from it alone.
 *
 * @param catapults how many to make; 0 stays below the critical rate
 * @param multiple m: the rate to raise to, in critical rates
 * @param safeFraction the rate to stay at otherwise, in critical rates
 * @param momentum beta of heavy-ball momentum, 0 for none
 * @param lossBound the loss to back off at, in multiples of the first loss measured
 * @param patience the number of updates to wait for the loss to rise
 * @param keepWeights whether weights may be kept and restored
 * @param perBatch whether the rate also heeds the critical rate of each batch
 */
record ControlSettings(
    int catapults,
    double multiple,
    double safeFraction,
    double momentum,
    double lossBound,
    int patience,
    boolean keepWeights,
    boolean perBatch) {

  /** The rate while backing off, in critical rates measured at each update. */
  static final double RETREAT = 0.8;

  /** How much further to raise when the loss does not rise. */
  static final double FURTHER = 1.1;

  /** The rate to raise to at most, in critical rates. */
  static final double MOST = 4;

  /** What remains of m - 1 after a spike that left the network sharper, or did not come down. */
  static final double GENTLER = 0.7;

  /** How many updates a lowered rate has to bring the loss down. */
  static final long HOPELESS = 200;

  /** By then what a spike has left in the velocity has shrunk to e^-5. */
  private static final double TIMES = 5;

  /** How many raises there may be: some make no catapult. */
  int attempts() {
    return 2 * catapults;
  }

  /** Heavy-ball momentum is stable up to (1 + beta) times the rate of plain descent. */
  double withMomentum(double criticalRate) {
    return (1 + momentum) * criticalRate;
  }

  /** The number of updates between a spike and the next raise. */
  long rest() {
    return (long) Math.ceil(TIMES * momentum / (1 - momentum));
  }

  /**
   * A velocity shrinks by beta at each update. A rate that grows by 1 / beta at most never carries
   * the weights further by the velocity it inherits than the update before did.
   */
  double limit(double aim, double before) {
    return momentum > 0 && before > 0 ? Math.min(aim, before / momentum) : aim;
  }

  /** What to measure before an update, if the measuring points are due or not. */
  Set<Need> needs(boolean probed) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    if (probed) {
      needs.addAll(EnumSet.of(Need.LOSS, Need.CRITICAL_RATE, Need.KERNEL_NORM));
    }
    if (perBatch) {
      needs.add(Need.BATCH_CRITICAL_RATE);
    }
    return needs;
  }

  /** The loss to back off at. */
  double highLoss(double first) {
    return lossBound * first;
  }

  /** The loss from which to put kept weights back. */
  double hopelessLoss(double first) {
    return lossBound * highLoss(first);
  }

  /** Whether an observation has all that is needed, in usable numbers. */
  boolean usable(Observation o, boolean probed) {
    boolean probe = !probed || (Double.isFinite(o.loss()) && usable(o.criticalRate()));
    return probe && (!perBatch || usable(o.batchCriticalRate()));
  }

  private static boolean usable(double criticalRate) {
    return criticalRate > 0 && Double.isFinite(criticalRate);
  }
}
