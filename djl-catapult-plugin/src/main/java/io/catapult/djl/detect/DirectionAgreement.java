/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.Optional;

/**
 * How often the sharpness and the norm of the output layer move in the same direction from one
 * measurement to the next; where they do not is an anomaly point. Li, Wang, Li, Analyzing sharpness
 * along GD trajectory: progressive sharpening and edge of stability, Assumption 3.1 and Figure 2:
 * sign(Lambda(t+1) - Lambda(t)) = sign(||A(t+1)|| - ||A(t)||).
 *
 * <p>A change of either of less than a millionth of itself is rounding in float32: it is not
 * judged. Constant memory.
 */
public final class DirectionAgreement {

  private static final double ROUNDING = 1e-6;

  private double sharpness = Double.NaN;
  private double norm = Double.NaN;
  private Share share = new Share(0, 0);

  /**
   * Takes the next measurement; one in which either was not measured, NaN, is passed over.
   *
   * @param nextSharpness the sharpness, not negative
   * @param nextNorm the norm of the output layer
   * @return whether both have moved in the same direction since the measurement before; empty if
   *     there was none, or if that cannot be judged
   */
  public Optional<Boolean> accept(double nextSharpness, double nextNorm) {
    if (!Double.isFinite(nextSharpness) || !Double.isFinite(nextNorm)) {
      return Optional.empty();
    }
    double one = direction(sharpness, nextSharpness);
    double other = direction(norm, nextNorm);
    sharpness = nextSharpness;
    norm = nextNorm;
    boolean isJudged = Math.abs(one * other) == 1;
    if (!isJudged) {
      return Optional.empty();
    }
    boolean isAlike = one == other;
    share = share.and(isAlike);
    return Optional.of(isAlike);
  }

  /** 1 or -1, 0 for no more than rounding, NaN at first. */
  private static double direction(double from, double to) {
    double change = to - from;
    return Math.abs(change) <= ROUNDING * Math.abs(from) ? 0 : Math.signum(change);
  }

  /** Of the measurements that could be judged, those at which both had moved alike. */
  public Share share() {
    return share;
  }
}
