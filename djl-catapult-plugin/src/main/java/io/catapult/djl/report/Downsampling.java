/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Chooses which points of a long series are drawn, so that the drawing looks as if all were.
 *
 * <p>The points are taken in runs of equal numbers, each as long as needed; of each run the first,
 * the lowest, the highest and the last are kept, and the first that is not a number, which leaves a
 * gap. So no spike is lost, however short, nor its height; points measured closely keep more of
 * themselves than those far apart.
 */
public final class Downsampling {

  /** First, lowest, highest, last, gap. */
  private static final int KEPT = 5;

  private Downsampling() {}

  /**
   * The indices of the points to draw, ascending; all of them if they are few enough. Cost: one
   * pass over the points.
   *
   * @param steps the steps of the points, ascending
   * @param values their values
   * @param most the largest number of points to keep, at least 10
   * @param always steps whose points are kept if there are any, ascending; beyond half of those to
   *     keep they are left to chance
   */
  public static int[] keep(long[] steps, double[] values, int most, long[] always) {
    if (steps.length <= most) {
      return range(steps.length);
    }
    BitSet kept = new BitSet(steps.length);
    markAlways(steps, always, most / 2, kept);
    int runs = Math.max(1, (most - kept.cardinality()) / KEPT);
    for (int run = 0; run < runs; run++) {
      int from = (int) ((long) steps.length * run / runs);
      int to = (int) ((long) steps.length * (run + 1) / runs);
      markRun(values, from, to, kept);
    }
    return kept.stream().toArray();
  }

  private static int[] range(int length) {
    int[] all = new int[length];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private static void markAlways(long[] steps, long[] always, int most, BitSet kept) {
    int room = most;
    for (int i = 0; i < always.length && room > 0; i++) {
      int at = Arrays.binarySearch(steps, always[i]);
      if (at >= 0 && !kept.get(at)) {
        kept.set(at);
        room--;
      }
    }
  }

  private static void markRun(double[] values, int from, int to, BitSet kept) {
    int low = -1;
    int high = -1;
    int gap = -1;
    for (int i = from; i < to; i++) {
      if (!Double.isFinite(values[i])) {
        gap = gap < 0 ? i : gap;
        continue;
      }
      low = low < 0 || values[i] < values[low] ? i : low;
      high = high < 0 || values[i] > values[high] ? i : high;
    }
    for (int index : new int[] {from, low, high, to - 1, gap}) {
      if (index >= 0) {
        kept.set(index);
      }
    }
  }
}
