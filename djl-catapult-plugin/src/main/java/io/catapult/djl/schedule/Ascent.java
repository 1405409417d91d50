/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import java.util.Locale;

/** What is known of one raise above the critical rate and the spike of the loss it makes. */
final class Ascent {

  /** The loss counts as risen at this multiple of the lowest since the raise. */
  private static final double RISEN = 2;

  /** The loss counts as back at this multiple of the lowest since the raise. */
  private static final double BACK = 1.05;

  /** The network counts as flatter from this multiple of the lowest critical rate on. */
  private static final double FLATTER = 1.01;

  /** Dangerous when the critical rate falls under this part of what it was at the raise. */
  private static final double SHARPENED = 0.9;

  /** Dangerous when the loss has not come back this many updates after it rose. */
  private static final long SLOW = 100;

  private final long start;
  private final double criticalBefore;
  private final double normBefore;
  private double lowest;
  private double peak;
  private double sharpest;
  private long risenAt = -1;
  private long attempt;
  private long loweredAt = -1;

  Ascent(Observation o, double critical) {
    start = o.step();
    criticalBefore = critical;
    sharpest = critical;
    normBefore = o.kernelNorm();
    lowest = o.loss();
    peak = o.loss();
    attempt = o.step();
  }

  void add(Observation o, double critical) {
    sharpest = Math.min(sharpest, critical);
    peak = Math.max(peak, o.loss());
    if (risenAt < 0) {
      lowest = Math.min(lowest, o.loss());
      if (o.loss() > RISEN * lowest) {
        risenAt = o.step();
        peak = o.loss();
      }
    }
  }

  long start() {
    return start;
  }

  double criticalBefore() {
    return criticalBefore;
  }

  boolean risen() {
    return risenAt >= 0;
  }

  boolean back(double loss) {
    return risen() && loss <= BACK * lowest;
  }

  /** Why the rate has to come down, empty if it need not. */
  String danger(Observation o, double critical, double bound) {
    if (o.loss() > bound) {
      return words("the loss %.3g passed the bound %.3g", o.loss(), bound);
    }
    if (critical < SHARPENED * criticalBefore) {
      return words("the critical rate fell from %.3g to %.3g", criticalBefore, critical);
    }
    if (o.step() - risenAt > SLOW) {
      return words("the loss has not come back in %d updates", SLOW);
    }
    return "";
  }

  /** What the spike was. */
  String summary(Observation o, double critical) {
    return words(
        "from %.3g the loss rose to %.3g and came back in %d updates; critical rate %.3g to %.3g,"
            + " kernel norm %.3g to %.3g",
        lowest, peak, o.step() - risenAt, criticalBefore, critical, normBefore, o.kernelNorm());
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A catapult has flattened the network; a divergence that was stopped in time has not. */
  boolean flattened(double critical) {
    return critical > FLATTER * sharpest;
  }

  /** The rise was a passing one, as momentum makes them: nothing has come of the raise yet. */
  void waitAnew(Observation o) {
    risenAt = -1;
    lowest = o.loss();
    peak = o.loss();
  }

  /** Updates since the raise, or since the rate was last raised further. */
  long sinceAttempt(long step) {
    return step - attempt;
  }

  void raisedFurther(long step) {
    attempt = step;
  }

  void lower(long step) {
    loweredAt = step;
  }

  boolean lowered() {
    return loweredAt >= 0;
  }

  long sinceLowered(long step) {
    return lowered() ? step - loweredAt : 0;
  }
}
