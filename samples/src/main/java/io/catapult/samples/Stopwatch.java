/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import java.util.Arrays;

/** Times a task: some warm-up, then the median of several runs. */
final class Stopwatch {

  private static final int WARM_UP = 5;
  private static final int RUNS = 21;

  private Stopwatch() {}

  static double medianMillis(Runnable task) {
    for (int i = 0; i < WARM_UP; i++) {
      task.run();
    }
    double[] millis = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      task.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return millis[RUNS / 2];
  }
}
