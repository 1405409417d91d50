/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.ndarray.NDList;
import io.catapult.djl.curvature.Sharpness;
import io.catapult.djl.curvature.SharpnessTracker;
import java.util.Arrays;
import java.util.Locale;

/** How many Hessian products lambda_max to 1e-3 takes, ten training steps after the last. */
final class WarmStart {

  private static final int MEASUREMENTS = 10;
  private static final int STEPS_BETWEEN = 10;
  private static final int BAR = 12;

  private WarmStart() {}

  static void run() {
    try (Workload workload = Workload.fullyConnected(128, 1);
        SharpnessTracker tracker = SharpnessTracker.top(1)) {
      int cold = measure(workload, tracker);
      int[] warm = new int[MEASUREMENTS];
      for (int i = 0; i < MEASUREMENTS; i++) {
        for (int step = 0; step < STEPS_BETWEEN; step++) {
          workload.step();
        }
        warm[i] = measure(workload, tracker);
      }
      int worst = Arrays.stream(warm).max().orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "%-16s lambda_max(H) to 1e-3: %d products cold, then %s, at most %d %s%n",
          workload.name(),
          cold,
          Arrays.toString(warm),
          BAR,
          worst <= BAR ? "met" : "NOT MET");
    }
  }

  private static int measure(Workload workload, SharpnessTracker tracker) {
    Sharpness sharpness =
        tracker.measure(
            workload.model(), workload.loss(), new NDList(workload.x()), new NDList(workload.y()));
    return sharpness.products();
  }
}
