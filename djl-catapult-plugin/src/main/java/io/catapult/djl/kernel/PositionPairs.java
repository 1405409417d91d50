/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;

/**
 * K[(i, c), (j, c')] = sum over positions t, t' of S[(i, t), (j, t')] g[i, c, t] . h[j, c', t'],
 * where S says how alike two positions are.
 */
final class PositionPairs {

  /** S for samples from..to: [(to - from) * T, m * T']. */
  @FunctionalInterface
  interface Similarity {
    NDArray of(NDManager scratch, long from, long to);
  }

  private final NDArray g;
  private final NDArray h;
  private final long t;
  private final long u;

  /**
   * @param g [n, k, T, out]
   * @param h [m, k, T', out]
   */
  PositionPairs(NDArray g, NDArray h, long t, long u) {
    this.g = g;
    this.h = h;
    this.t = t;
    this.u = u;
  }

  void addGram(KernelSums sums, int parameter, Similarity similarity) {
    long n = g.getShape().get(0);
    long k = g.getShape().get(1);
    long m = h.getShape().get(0);
    long rowBytes = 3 * k * t * m * k * u * KernelSums.width(g);
    long step = sums.slices(n, rowBytes);
    for (long from = 0; from < n; from += step) {
      long to = Math.min(n, from + step);
      try (NDManager scratch = KernelSums.scratch(g)) {
        long out = g.getShape().get(3);
        NDArray left = Aten.alias(g, scratch).get("{}:{}", from, to).reshape(-1, out);
        NDArray right = Aten.alias(h, scratch).reshape(-1, out);
        NDArray s = similarity.of(scratch, from, to).reshape(to - from, 1, t, m, 1, u);
        NDArray part =
            left.matMul(right.transpose())
                .reshape(to - from, k, t, m, k, u)
                .muli(s)
                .sum(new int[] {2, 5})
                .reshape((to - from) * k, m * k);
        NDArray target = Aten.alias(sums.target(parameter), scratch);
        target.get("{}:{}", from * k, to * k).addi(part);
      }
    }
  }
}
