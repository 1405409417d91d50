/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.Arrays;
import java.util.Random;

/** Where simulations start: seed 1 where the paper does, other seeds nearer or farther. */
final class Starts {

  private Starts() {}

  /**
   * The start of a seed.
   *
   * @param spread others have a random factor in [1 - spread, 1 + spread]
   * @param paper where the paper starts
   */
  static double[] near(long seed, double spread, double... paper) {
    double factor = seed == 1 ? 1 : 1 + spread * (2 * new Random(seed).nextDouble() - 1);
    return Arrays.stream(paper).map(x -> factor * x).toArray();
  }
}
