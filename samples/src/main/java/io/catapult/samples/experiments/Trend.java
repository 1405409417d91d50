/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.List;

/** A way that numbers go from row to row. */
public enum Trend {
  /** Each is above the one before. */
  RISES("rises from row to row"),
  /** Each is below the one before. */
  FALLS("falls from row to row"),
  /** None is below the one before, and the last is above the first; for counts, which may be 0. */
  GROWS("never falls from row to row, and rises from the first to the last"),
  /** None but the first is above the first. */
  NEVER_ABOVE_FIRST("no row is above the first"),
  /** None but the first is below the first. */
  NEVER_BELOW_FIRST("no row is below the first");

  private final String words;

  Trend(String words) {
    this.words = words;
  }

  /** What must hold, in words. */
  public String words() {
    return words;
  }

  boolean holds(List<Double> numbers) {
    double first = numbers.get(0);
    for (int i = 1; i < numbers.size(); i++) {
      if (!holds(first, numbers.get(i - 1), numbers.get(i))) {
        return false;
      }
    }
    return this != GROWS || numbers.get(numbers.size() - 1) > first;
  }

  private boolean holds(double first, double before, double now) {
    return switch (this) {
      case RISES -> now > before;
      case FALLS -> now < before;
      case GROWS -> now >= before;
      case NEVER_ABOVE_FIRST -> now <= first;
      case NEVER_BELOW_FIRST -> now >= first;
    };
  }
}
