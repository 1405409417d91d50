/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

/**
 * Where the true value lies with a probability of 95 percent.
 *
 * @param low the lower end
 * @param high the upper end, not below the lower
 */
public record ConfidenceInterval(double low, double high) {

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they are not finite or the wrong way round
   */
  public ConfidenceInterval {
    Checks.require(
        Double.isFinite(low) && Double.isFinite(high) && low <= high,
        "an interval with finite ends, the lower first",
        "[" + low + ", " + high + "]",
        "leave an unknown interval out");
  }
}
