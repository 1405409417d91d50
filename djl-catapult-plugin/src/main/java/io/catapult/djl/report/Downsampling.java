/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

/**
 * Chooses which points of a long series are drawn, so that the drawing looks as if all were.
 *
 * <p>The points are taken in runs of equal numbers, each as long as needed; of each run the first,
 * the lowest, the highest and the last are kept, and the first that is not a number, which leaves a
 * gap. So no spike is lost, however short, nor its height; points measured closely keep more of
 * themselves than those far apart.
 */
public final class Downsampling {

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
    PointSampler sampler = new PointSampler(steps.length, most, always);
    for (int i = 0; i < steps.length; i++) {
      sampler.accept(steps[i], values[i]);
    }
    return sampler.kept().stream().mapToInt(PointSampler.Point::index).toArray();
  }
}
