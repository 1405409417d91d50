/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import java.util.Arrays;

/** Which end of the spectrum is wanted. Ends are algebraic: of {-5, ..., 3} the top is 3. */
public enum End {
  /** The largest eigenvalues. */
  TOP,
  /** The smallest eigenvalues. */
  BOTTOM,
  /** As many at either end; the whole spectrum where the two ends meet. */
  BOTH;

  /** Whether the other end is wanted here too. */
  boolean includes(End other) {
    return this == other || this == BOTH;
  }

  /** How many of m eigenvalues are wanted for a count of s at each end. */
  int wanted(int count, long m) {
    return (int) Math.min(this == BOTH ? 2L * count : count, m);
  }

  /** Indices into n values in descending order, the most wanted first. */
  int[] order(int n) {
    int[] order = new int[n];
    Arrays.setAll(
        order,
        i ->
            switch (this) {
              case TOP -> i;
              case BOTTOM -> n - 1 - i;
              case BOTH -> i % 2 == 0 ? i / 2 : n - 1 - i / 2;
            });
    return order;
  }
}
