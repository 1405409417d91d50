/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Optional;

/**
 * An estimate of a correlation.
 *
 * @param value the coefficient, in [-1, 1]
 * @param interval its interval of 95 percent; empty for less than 4 pairs, and for a value of -1 or
 *     1
 */
public record CorrelationEstimate(double value, Optional<ConfidenceInterval> interval) {

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is outside [-1, 1]
   */
  public CorrelationEstimate {
    Checks.require(
        value >= -1 && value <= 1,
        "a correlation in [-1, 1]",
        value,
        "leave an undefined correlation out");
    Checks.present(interval, "an interval");
  }
}
