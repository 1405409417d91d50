/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

/** What the dissertation claims of the spikes of SGD, as checks. */
final class SpikeClaims {

  /** A bar of a sign of a catapult, as the detector of spikes has it: half of the rise. */
  static final double MOST = 0.5;

  /** What its experiments with SGD claim. */
  static final String WORDS =
      "The spikes in the training loss of SGD are catapults: they lie in the first eigendirection"
          + " of the tangent kernel, and at each the norm of the kernel falls.";

  private static final String NOTE =
      "A spike counts where the training loss rises by half of its low or more: the paper sets"
          + " small oscillations apart, and gives no number. The first eigendirection carries the"
          + " spikes if it has most of their rise, 0.5, as where a single spike is judged; each must"
          + " leave the norm lower at its end than it was at the low. A run without a spike has no"
          + " number and does not pass.";

  private SpikeClaims() {}

  /**
   * Adds the checks, and what they mean.
   *
   * @param s the dimension of the eigenspace that carries the spikes
   * @param rows that are judged
   */
  static Experiment.Builder judge(Experiment.Builder experiment, int s, String... rows) {
    return experiment
        .addCheck(Check.everyRun(SpikeStatistics.riseInTop(s), Bound.AT_LEAST, MOST, rows))
        .addCheck(Check.everyRun(SpikeStatistics.fallsOfNorm(), Bound.EXACTLY, 1, rows))
        .addNote(NOTE);
  }
}
