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
      "A spike counts where the training loss at least doubles: the paper sets small oscillations"
          + " apart, and gives no number. The first eigendirection carries the spikes if it has most"
          + " of their rise, 0.5, the bar by which a single spike is judged; each spike must leave"
          + " the norm lower at its end than at the low before it. A run without a spike has no"
          + " number and does not pass. In the first 14 runs of Figs. 4.7, C.11, C.12 and C.22 the"
          + " norm fell at 27 of 27 such spikes; at 49 of 51 that rise by half or more; and at 64 of"
          + " 76 of all that were found.";

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
