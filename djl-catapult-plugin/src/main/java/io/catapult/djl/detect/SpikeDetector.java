/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds spikes in the full training loss.
 *
 * <p>A spike begins at the lowest loss since the one before ended, when the loss has risen above it
 * and out of its {@link LossNoise noise}: by a fifth at the beginning of a run, by a fiftieth where
 * it has been calm. It ends when the loss is back at that level. It ends unresolved when the loss
 * has settled above it, without a new low in {@value #PATIENCE} measurements, or rises anew after
 * the learning rate has been raised; and as a divergence when the loss is not finite, or {@value
 * #HOPELESS} times the level before and the first loss of the run.
 *
 * <p>Losses below {@value #ROUNDING} times the first, 0 too, are rounding and count as that much.
 * Steps without a loss are passed over: sparse measuring finds what it can see.
 */
final class SpikeDetector {

  static final int PATIENCE = 200;
  static final double HOPELESS = 1e12;

  /** At the end of a run, a loss as far above its level and the first as this has diverged. */
  static final double FAR = 1e3;

  /** The square of what single precision resolves: a loss is a square of residuals. */
  static final double ROUNDING = 1e-14;

  private final LossNoise noise = new LossNoise();
  private double firstLoss = Double.NaN;
  private double lastLoss = Double.NaN;
  private double lastNorm = Double.NaN;
  private double lastCritical = Double.NaN;
  private Rise low;
  private OpenSpike open;
  private boolean isDiverged;

  List<Spike> accept(StepNumbers now) {
    if (!Double.isNaN(now.kernelNorm())) {
      lastNorm = now.kernelNorm();
    }
    if (!Double.isNaN(now.anyCriticalRate())) {
      lastCritical = now.anyCriticalRate();
    }
    List<Spike> found = new ArrayList<>();
    if (Double.isNaN(now.loss())) {
      return found;
    }
    if (!(firstLoss > 0)) {
      firstLoss = now.loss();
    }
    if (isDiverged && Double.isFinite(now.loss()) && now.loss() <= Math.max(level(), firstLoss)) {
      isDiverged = false; // weights from before were put back
      restart(now);
    }
    if (!isDiverged) {
      if (open == null) {
        calm(now);
      }
      if (open != null) {
        inSpike(now, found);
      }
      learn(Math.log(visible(now.loss())));
      lastLoss = now.loss();
    }
    return found;
  }

  /** What the loss does while the learning rate is above the critical rate is no noise. */
  private void learn(double log) {
    if (low != null && low.isAboveCritical()) {
      noise.pass(log);
    } else {
      noise.accept(log);
    }
  }

  /** What the loss rises above and comes back to. */
  private double level() {
    return visible(low.loss());
  }

  private double visible(double loss) {
    return Double.isFinite(firstLoss) ? Math.max(loss, ROUNDING * firstLoss) : loss;
  }

  private void calm(StepNumbers now) {
    if (low == null || now.loss() <= low.loss()) {
      low = new Rise(now, lastNorm, lastCritical);
      open = Double.isInfinite(now.loss()) ? new OpenSpike(low) : null;
      return;
    }
    double rise = Math.log(visible(now.loss()) / level());
    if (rise > noise.threshold()) {
      open = new OpenSpike(low);
    } else {
      low.look(now, false);
    }
  }

  private void inSpike(StepNumbers now, List<Spike> found) {
    open.look(now);
    if (Double.isInfinite(now.loss()) || isAbove(HOPELESS, now.loss())) {
      found.add(open.close(now.step(), lastNorm, Verdict.DIVERGENCE));
      isDiverged = true;
    } else if (now.loss() <= level()) {
      found.add(open.closeBack(now.step(), lastNorm));
      restart(now);
    } else if (open.isSettled() || open.isRisingAnew(now)) {
      found.add(open.close(now.step(), lastNorm, Verdict.UNRESOLVED));
      restart(now);
    }
  }

  /** A catapult from a nearly perfect fit goes far above its level, hardly above the first loss. */
  private boolean isAbove(double factor, double loss) {
    return loss > factor * Math.max(level(), firstLoss);
  }

  private void restart(StepNumbers now) {
    open = null;
    low = new Rise(now, lastNorm, lastCritical);
  }

  /**
   * The run has ended, or goes on from other weights: what is open is a divergence if it is far up,
   * else unresolved.
   */
  List<Spike> finish(long step) {
    List<Spike> found = new ArrayList<>();
    if (open != null && !isDiverged) {
      boolean isFar = isAbove(FAR, lastLoss) && lastLoss >= open.lossAtPeak() / 2;
      found.add(open.close(step, lastNorm, isFar ? Verdict.DIVERGENCE : Verdict.UNRESOLVED));
    }
    open = null;
    low = null;
    isDiverged = false;
    return found;
  }
}
