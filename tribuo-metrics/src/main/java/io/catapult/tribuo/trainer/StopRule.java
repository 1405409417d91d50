/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

/**
 * When a training ends at the latest, and below which loss before.
 *
 * @param epochs at most
 * @param maxSteps at most; 0 for no bound
 * @param lossBelow of the whole training set; 0 for no bound
 */
record StopRule(int epochs, long maxSteps, double lossBelow) {

  /** Steps between looks at the loss, where an epoch is shorter. */
  private static final int LEAST_STEPS = 20;

  long steps(int stepsPerEpoch) {
    long all = (long) epochs * stepsPerEpoch;
    return maxSteps == 0 ? all : Math.min(all, maxSteps);
  }

  Ending last(int stepsPerEpoch) {
    boolean whole = maxSteps == 0 || (long) epochs * stepsPerEpoch <= maxSteps;
    return whole ? Ending.EPOCHS_DONE : Ending.STEPS_DONE;
  }

  boolean needsLoss() {
    return lossBelow > 0;
  }

  static int stepsBetweenChecks(int stepsPerEpoch) {
    return Math.max(LEAST_STEPS, stepsPerEpoch);
  }
}
