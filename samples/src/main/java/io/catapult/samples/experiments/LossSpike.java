/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The most prominent spike of a recorded loss: where the loss is highest over the lowest of the
 * {@value #WINDOW} updates before, after the first quarter, in which the loss still falls from its
 * start.
 *
 * @param initial the first update with no higher loss than the peak
 * @param peak the update of the highest loss
 * @param end the first after it with a loss of at most 1.5 times that before the spike; the last
 *     one if it is never down again
 * @param height the loss at the peak over the lowest before; 1 if the loss never rises
 */
record LossSpike(int initial, int peak, int end, double height) {

  /** Updates within which a spike rises from its lowest loss to its peak. */
  static final int WINDOW = 200;

  /** One over the part of the updates that is left out at the beginning. */
  static final int LEFT_OUT = 4;

  private static final double OVER = 1.5;

  /**
   * Looks for it.
   *
   * @param losses the loss before each update, of at least 4 {@value #WINDOW} updates
   */
  static LossSpike of(double[] losses) {
    int peak = 0;
    double height = 0;
    for (int t = losses.length / LEFT_OUT; t < losses.length; t++) {
      double now = losses[t] / lowest(losses, t);
      if (now > height) {
        peak = t;
        height = now;
      }
    }
    double high = losses[peak];
    double over = OVER * lowest(losses, peak);
    int end =
        IntStream.range(peak, losses.length)
            .filter(t -> losses[t] <= over)
            .findFirst()
            .orElse(losses.length - 1);
    int initial =
        IntStream.rangeClosed(0, peak).filter(t -> losses[t] <= high).findFirst().orElse(peak);
    return new LossSpike(initial, peak, end, height);
  }

  private static double lowest(double[] losses, int t) {
    return Arrays.stream(losses, t - WINDOW, t + 1).min().orElseThrow();
  }
}
