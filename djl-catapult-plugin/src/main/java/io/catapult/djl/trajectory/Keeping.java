/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

/** Which weights a {@link WeightTrajectory} keeps when there is no room for more. */
public enum Keeping {
  /** The latest: the oldest go. For what has just happened, such as a spike. */
  LATEST,
  /**
   * Evenly spread ones of the whole run: every second goes, and from then on half as many of those
   * that are offered are taken.
   */
  WHOLE_RUN
}
