/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/**
 * How much the logarithm of the loss goes up and down from one measurement to the next: where it
 * turns, the smaller of the two changes, elsewhere 0, as a running mean over some {@value #MEMORY}
 * measurements. A smooth fall or rise, however fast, is no noise, and a spike hardly any: a turn
 * counts at most what would stand out.
 */
final class LossNoise {

  /** A rise by less than this many times the noise is noise; for white noise 8 deviations. */
  private static final double FACTOR = 16;

  private static final double MEMORY = 50;

  /** A rise by a fifth stands out from the beginning: a run is noisy until it proves calm. */
  private static final double UNPROVEN = Math.log(1.2);

  /** A rise by a fiftieth stands out in the calmest run. */
  private static final double LEAST = Math.log(1.02);

  private double last = Double.NaN;
  private double lastChange;
  private double mean = UNPROVEN / FACTOR;
  private double memory = 10;

  /** Takes the logarithm of the next loss. */
  void accept(double log) {
    double change = log - last;
    last = log;
    if (!Double.isFinite(change)) {
      return;
    }
    boolean turns = change * lastChange < 0;
    double swing = turns ? Math.min(Math.abs(change), Math.abs(lastChange)) : 0;
    lastChange = change;
    mean += (Math.min(swing, threshold()) - mean) / memory;
    memory = Math.min(MEMORY, memory + 1);
  }

  /** Passes over a loss whose changes have a cause that is known. */
  void pass(double log) {
    last = log;
    lastChange = 0;
  }

  /** How far the logarithm of the loss has to rise to stand out. */
  double threshold() {
    return Math.max(LEAST, FACTOR * mean);
  }
}
