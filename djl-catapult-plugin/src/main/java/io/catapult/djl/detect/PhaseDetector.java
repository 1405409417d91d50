/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the {@link Phase phases}. Two hysteresis rules keep it from flickering: the sharpness
 * crosses its threshold only by half a percent, and turns only when it is one percent away from its
 * last extreme.
 */
final class PhaseDetector {

  private static final double CROSSING = 0.005;
  private static final double TURNING = 0.01;

  private final Map<Phase, Long> dwell = new EnumMap<>(Phase.class);
  private Phase phase;
  private long since;
  private boolean isAbove;
  private boolean isRising = true;
  private double extreme = Double.NaN;

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
    turn(sharpness);
    cross(sharpness / threshold);
    Phase next = Phase.of(isAbove, isRising);
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

  private void turn(double sharpness) {
    if (Double.isNaN(extreme)) {
      extreme = sharpness;
    }
    if (isRising ? sharpness > extreme : sharpness < extreme) {
      extreme = sharpness;
    } else if (Math.abs(sharpness - extreme) > TURNING * Math.abs(extreme)) {
      isRising = !isRising;
      extreme = sharpness;
    }
  }

  private void cross(double ratio) {
    if (phase == null) {
      isAbove = ratio > 1;
    } else if (isAbove ? ratio < 1 - CROSSING : ratio > 1 + CROSSING) {
      isAbove = !isAbove;
    }
  }

  /** Steps spent in each phase so far. */
  Map<Phase, Long> dwell() {
    return dwell.isEmpty() ? Map.of() : new EnumMap<>(dwell);
  }
}
