/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

/** How a number must lie to a bar. */
public enum Bound {
  /** Not below it. */
  AT_LEAST("at least"),
  /** Not above it. */
  AT_MOST("at most"),
  /** Below it. */
  BELOW("below"),
  /** Equal to it, as a count. */
  EXACTLY("exactly");

  private final String words;

  Bound(String words) {
    this.words = words;
  }

  /** The words before the bar. */
  public String words() {
    return words;
  }

  boolean holds(double value, double bar) {
    return switch (this) {
      case AT_LEAST -> value >= bar;
      case AT_MOST -> value <= bar;
      case BELOW -> value < bar;
      case EXACTLY -> value == bar;
    };
  }
}
