/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.Map;

/**
 * Keeps measuring at or below a share x of the time that training takes. It holds no clock: the
 * caller says how much time both took so far. One budget serves one training, one thread.
 *
 * <p>With T the training time so far, F the cost of the first measurement and of what came before
 * it, M the time that all measuring took beyond F, and e an estimate of what the next measurement
 * costs, it is due when
 *
 * <pre>
 *   M + h is at most A,   A = max(x T / 4, x T - F)
 * </pre>
 *
 * <p>with headroom h = e in urgent times and max(e, min(A / 5, 50 e)) in calm ones, and then only
 * when x times the training time since the last measurement is at least half of what that one cost.
 *
 * <ul>
 *   <li>The first measurement is due at once; it builds plans and compiles code, and may cost 50
 *       times what a later one does. Three quarters of the budget pay it off, one quarter goes on
 *       measuring: the share is at most x from T = F / (0.75 x) on, and before that at most x / 4
 *       above what F alone makes it.
 *   <li>After that, the overshoot is at most what one measurement costs beyond its estimate, and
 *       the next ones wait until it is made good. The estimate is the largest recent cost, which
 *       loses a tenth with each measurement; before the second it is F / 10.
 *   <li>A calm training spends at least x - max(x / 5, e / T) less the last pause: half of the
 *       budget as long as no measurement costs half of x T. It leaves at most 50 measurements
 *       unspent, and its pace is at most twice the sustainable one: no bursts after a pause.
 *   <li>Urgent times, when the learning rate is near the critical rate or the loss rises, spend
 *       what calm ones have left, and then go on at the sustainable pace.
 *   <li>Where measuring every step costs less than the budget allows, every step is measured.
 * </ul>
 *
 * <p>A first measurement that alone costs more than x T cannot be kept within the budget.
 */
public final class OverheadBudget implements Described {

  /** The part of the budget that goes on measuring while the first measurement is paid off. */
  private static final double MEANWHILE = 0.25;

  /** The part of the budget that calm times save for urgent ones. */
  private static final double SAVED = 0.2;

  /** At most this many measurements are saved. */
  private static final double MOST_SAVED = 50;

  /** How many times a later measurement the first one may cost. */
  private static final double COLD = 10;

  /** What an estimate of the cost keeps with each measurement. */
  private static final double FADING = 0.9;

  private final double share;
  private boolean isMeasured;
  private long begunTraining;
  private long begunMeasuring;
  private double firstCost = Double.NaN;
  private double lastCost = Double.NaN;
  private double estimate;
  private double spent;

  private OverheadBudget(double share) {
    this.share = share;
  }

  /**
   * A budget.
   *
   * @param share x, measuring time over training time, above 0 and at most 1; 0.10 is ten percent
   * @throws IllegalArgumentException if the share is outside
   */
  public static OverheadBudget of(double share) {
    Arguments.require(
        share > 0 && share <= 1,
        "a share of the training time above 0 and at most 1",
        share,
        "0.10 is ten percent; measure at every step, without a budget, where time does not matter");
    return new OverheadBudget(share);
  }

  /**
   * Whether to measure now. To be asked once a step; a step for which the answer is yes is taken to
   * be measured before the next question.
   *
   * @param trainingNanos time that training took so far, without measuring
   * @param measuringNanos time that measuring took so far, forced measurements included
   * @param isUrgent whether to look closely now
   */
  public boolean due(long trainingNanos, long measuringNanos, boolean isUrgent) {
    if (trainingNanos > 0) {
      spent = (double) measuringNanos / trainingNanos;
    }
    if (isMeasured) {
      learn(measuringNanos - begunMeasuring);
    }
    isMeasured = isFirst() || isAffordable(trainingNanos, measuringNanos, isUrgent);
    if (isMeasured) {
      begunTraining = trainingNanos;
      // What came before the first measurement prepared it, and counts as its cost.
      begunMeasuring = isFirst() ? 0 : measuringNanos;
    }
    return isMeasured;
  }

  private boolean isFirst() {
    return Double.isNaN(firstCost);
  }

  private void learn(double cost) {
    if (isFirst()) {
      firstCost = cost;
      estimate = cost / COLD;
      return;
    }
    estimate = Double.isNaN(lastCost) ? cost : Math.max(cost, FADING * estimate);
    lastCost = cost;
  }

  private boolean isAffordable(long trainingNanos, long measuringNanos, boolean isUrgent) {
    double budget = share * trainingNanos;
    double allowed = Math.max(MEANWHILE * budget, budget - firstCost);
    double headroom = estimate;
    if (!isUrgent) {
      if (share * (trainingNanos - begunTraining) < lastCost / 2) {
        return false;
      }
      headroom = Math.max(estimate, Math.min(SAVED * allowed, MOST_SAVED * estimate));
    }
    return measuringNanos - firstCost + headroom <= allowed;
  }

  /** The share of the training time that measuring may take. */
  public double share() {
    return share;
  }

  /** Measuring time over training time when it was last asked; 0 before any training. */
  public double spent() {
    return spent;
  }

  @Override
  public Component describe() {
    return new Component("overhead budget", Map.of("share", share));
  }
}
