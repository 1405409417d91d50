/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the {@link Phase phases}. A run below its threshold is in phase I unless it has come down
 * from above: then it is in phase IV until the loss is down, to five percent, at what it was at the
 * peak of the sharpness, right before phase III. Where the loss is not measured phase IV ends when
 * the sharpness rises.
 *
 * <p>Two hysteresis rules keep it from flickering: the sharpness crosses its threshold only by half
 * a percent, and turns only when it is one percent away from its last extreme. Both are about
 * values and not about steps, so that measuring every k-th step shifts a boundary by at most k.
 */
final class PhaseDetector {

  private static final double CROSSING = 0.005;
  private static final double TURNING = 0.01;
  private static final double AROUND = 0.05;

  private final Map<Phase, Long> dwell = new EnumMap<>(Phase.class);
  private Phase phase;
  private long since;
  private boolean isAbove;
  private boolean isRising = true;
  private double extreme = Double.NaN;
  private double peak = Double.NaN;
  private double lossAtPeak = Double.NaN;

  /**
   * The threshold of a sharpness s at eta is s eta_crit / eta, which holds with momentum too.
   * Without eta_crit there are no phases: 2 / eta is wrong for all but gradient descent.
   */
  Optional<PhaseChange> accept(StepNumbers now) {
    double sharpness = now.sharpness();
    double threshold = sharpness * now.criticalRate() / now.rate();
    if (!Double.isFinite(sharpness) || !Double.isFinite(threshold)) {
      return Optional.empty();
    }
    cross(sharpness / threshold);
    turn(sharpness);
    notePeak(sharpness, now.loss());
    Phase next = next(now.loss());
    if (phase != null) {
      dwell.merge(phase, now.step() - since, Long::sum);
    }
    since = now.step();
    if (next == phase) {
      return Optional.empty();
    }
    PhaseChange change = new PhaseChange(now.step(), phase, next, sharpness, threshold);
    phase = next;
    return Optional.of(change);
  }

  private Phase next(double loss) {
    if (isAbove) {
      return isRising ? Phase.II : Phase.III;
    }
    if (phase == null || phase == Phase.I) {
      return Phase.I;
    }
    return phase == Phase.IV && isOver(loss) ? Phase.I : Phase.IV;
  }

  /** Whether phase IV is. */
  private boolean isOver(double loss) {
    double level = lossAtPeak * (1 + AROUND);
    boolean isKnown = Double.isFinite(loss) && Double.isFinite(level);
    return isKnown ? loss <= level : isRising;
  }

  /** A crossing is a turn in its direction, however small the move. */
  private void cross(double ratio) {
    boolean isBeyond = isAbove ? ratio < 1 - CROSSING : ratio > 1 + CROSSING;
    if (phase == null) {
      isAbove = ratio > 1;
    } else if (isBeyond) {
      isAbove = !isAbove;
      isRising = isAbove;
      extreme = Double.NaN;
      peak = Double.NaN;
    }
  }

  private void turn(double sharpness) {
    boolean isFarther = isRising ? sharpness > extreme : sharpness < extreme;
    if (Double.isNaN(extreme) || isFarther) {
      extreme = sharpness;
    } else if (Math.abs(sharpness - extreme) > TURNING * Math.abs(extreme)) {
      isRising = !isRising;
      extreme = sharpness;
    }
  }

  private void notePeak(double sharpness, double loss) {
    if (isAbove && !(sharpness <= peak)) {
      peak = sharpness;
      lossAtPeak = loss;
    }
  }

  /** Steps spent in each phase so far. */
  Map<Phase, Long> dwell() {
    return dwell.isEmpty() ? Map.of() : new EnumMap<>(dwell);
  }
}
