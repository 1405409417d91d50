/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

/**
 * How long a measured critical rate may serve below it: until it will have changed by about 5 %,
 * going by its last change, and 10 updates at most.
 */
final class MeasuringGap {

  private static final double CHANGE = 0.05;
  private static final long LONGEST = 10;

  private long lastStep = -1;
  private double last;
  private long next;

  boolean due(long step) {
    return step >= next;
  }

  void measured(long step, double critical) {
    long gap = 1;
    if (lastStep >= 0 && step > lastStep) {
      double change = Math.abs(critical / last - 1) / (step - lastStep);
      gap = change * LONGEST <= CHANGE ? LONGEST : Math.max(1, (long) (CHANGE / change));
    }
    lastStep = step;
    last = critical;
    next = step + gap;
  }

  /** Forgets what was measured: the next update is due. */
  void reset() {
    lastStep = -1;
    next = 0;
  }
}
