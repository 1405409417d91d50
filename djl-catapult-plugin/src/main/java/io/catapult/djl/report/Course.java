/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

/** How one number went over a run: its landmarks, taken point by point in constant memory. */
final class Course {

  /** What hovers at 1 lies within this factor of it. */
  static final double NEAR = 1.25;

  private long measured;
  private long finite;
  private boolean endsFinite = true;
  private Point first;
  private Point last;
  private Point lowest;
  private Point highest;
  private Point firstAbove;
  private long above;
  private long sinceAbove;
  private long nearSinceAbove;

  /**
   * A point.
   *
   * @param step the step
   * @param value the number there
   */
  record Point(long step, double value) {}

  void accept(long step, double value) {
    measured++;
    endsFinite = Double.isFinite(value);
    if (!endsFinite) {
      return;
    }
    finite++;
    last = new Point(step, value);
    first = first == null ? last : first;
    lowest = lowest == null || value < lowest.value() ? last : lowest;
    highest = highest == null || value > highest.value() ? last : highest;
    if (value > 1) {
      above++;
      firstAbove = firstAbove == null ? last : firstAbove;
    }
    if (firstAbove != null) {
      sinceAbove++;
      nearSinceAbove += value < NEAR && value > 1 / NEAR ? 1 : 0;
    }
  }

  /** How often it was measured, finite or not. */
  long measured() {
    return measured;
  }

  /** How often it was finite. */
  long size() {
    return finite;
  }

  /** Whether it never was finite. */
  boolean isEmpty() {
    return finite == 0;
  }

  /** Whether there is a beginning and an end to compare. */
  boolean isLine() {
    return finite > 1;
  }

  /** Whether the last one measured was finite. */
  boolean endsFinite() {
    return endsFinite;
  }

  /** The first finite one. */
  Point first() {
    return first;
  }

  /** The last finite one. */
  Point last() {
    return last;
  }

  /** The first of the lowest. */
  Point lowest() {
    return lowest;
  }

  /** The first of the highest. */
  Point highest() {
    return highest;
  }

  /** How often it was above 1. */
  long above() {
    return above;
  }

  /** Where it first was above 1, or null. */
  Point firstAbove() {
    return firstAbove;
  }

  /** How often it was measured since it first was above 1. */
  long sinceAbove() {
    return sinceAbove;
  }

  /** How often of these it was near 1. */
  long nearSinceAbove() {
    return nearSinceAbove;
  }
}
