/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/** A spike that has not ended. */
final class OpenSpike {

  /** The loss must have halved its rise, on a log scale, before it can rise anew. */
  private static final double DOWN = 0.5;

  /** A loss so many times the lowest since the peak rises anew. */
  private static final double UP = 1.2;

  private final Rise rise;
  private StepNumbers peak;
  private double lowest = Double.POSITIVE_INFINITY;
  private double rateAtOnset;
  private int sinceLowest;

  OpenSpike(Rise rise) {
    this.rise = rise;
    this.peak = rise.low();
    this.rateAtOnset = rise.low().rate();
  }

  double lossBefore() {
    return rise.loss();
  }

  double lossAtPeak() {
    return peak.loss();
  }

  void look(StepNumbers now) {
    boolean isPeak = now.loss() >= peak.loss();
    rise.look(now, isPeak);
    if (isPeak) {
      peak = now;
      lowest = now.loss();
      sinceLowest = 0;
      rateAtOnset = Math.max(rateAtOnset, now.rate());
    } else if (now.loss() < lowest) {
      lowest = now.loss();
      sinceLowest = 0;
    } else {
      sinceLowest++;
    }
  }

  boolean isSettled() {
    return sinceLowest >= SpikeDetector.PATIENCE;
  }

  /** Whether, well down from the peak, the loss rises again at a learning rate that was raised. */
  boolean isRisingAnew(StepNumbers now) {
    double height = Math.log(peak.loss() / rise.loss());
    boolean wasDown = Math.log(lowest / rise.loss()) < DOWN * height;
    boolean isUp = now.loss() > UP * lowest;
    return wasDown && isUp && now.rate() > rateAtOnset;
  }

  Spike closeBack(long step, double normAfter) {
    SpikeSigns signs = signs(normAfter, true);
    return spike(step, signs.verdict(), signs);
  }

  Spike close(long step, double normAfter, Verdict verdict) {
    return spike(step, verdict, signs(normAfter, false));
  }

  private Spike spike(long step, Verdict verdict, SpikeSigns signs) {
    return new Spike(
        rise.low().step(), peak.step(), step, verdict, rise.loss(), peak.loss(), signs);
  }

  private SpikeSigns signs(double normAfter, boolean isBack) {
    double share = (peak.topLoss() - rise.low().topLoss()) / (peak.loss() - rise.low().loss());
    return new SpikeSigns(rise.rate(), rise.critical(), rise.norm(), normAfter, share, isBack);
  }
}
