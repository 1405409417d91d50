/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Arrays;

/** One quantity over the steps at which it was measured, in ascending order; immutable. */
public final class Series {

  private final long[] steps;
  private final double[] values;

  /** Keeps both, which have the same length. */
  Series(long[] steps, double[] values) {
    this.steps = steps;
    this.values = values;
  }

  /** The number of points. */
  public int size() {
    return steps.length;
  }

  /** Whether the quantity was never measured. */
  public boolean isEmpty() {
    return steps.length == 0;
  }

  /** A copy of the steps. */
  public long[] steps() {
    return steps.clone();
  }

  /** A copy of the values; NaN where the measurement gave NaN. */
  public double[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Series that
        && Arrays.equals(steps, that.steps)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(steps) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "steps " + Arrays.toString(steps) + ", values " + Arrays.toString(values);
  }
}
