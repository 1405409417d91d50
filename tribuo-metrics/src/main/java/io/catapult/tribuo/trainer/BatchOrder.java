/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tribuo.util.Util;

/**
 * Which samples each step sees: every epoch all of them once, in an order drawn anew; the last
 * batch of an epoch is smaller where the numbers do not divide.
 */
final class BatchOrder {

  private final int samples;
  private final int batchSize;
  private final SplittableRandom random;
  private int[] order = {};
  private int next;

  /**
   * Begins.
   *
   * @param batchSize at most this; 0 for all samples at once
   */
  BatchOrder(int samples, int batchSize, SplittableRandom random) {
    this.samples = samples;
    this.batchSize = batchSize == 0 ? samples : Math.min(batchSize, samples);
    this.random = random;
  }

  int batchSize() {
    return batchSize;
  }

  boolean isFullBatch() {
    return batchSize == samples;
  }

  int stepsPerEpoch() {
    return (samples + batchSize - 1) / batchSize;
  }

  /** The samples of the next step. */
  int[] next() {
    if (next == order.length) {
      order = Util.randperm(samples, random);
      next = 0;
    }
    int from = next;
    next = Math.min(samples, from + batchSize);
    return Arrays.copyOfRange(order, from, next);
  }
}
