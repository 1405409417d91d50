/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

/** Reads the weights of several steps side by side, about their mean, a block of them at a time. */
final class Blocks {

  /** What is done with a block. */
  interface Use {

    /**
     * Uses it.
     *
     * @param from the number of its first weight
     * @param rows for each step its weights of the block, their mean over the steps subtracted
     */
    void block(int from, double[][] rows);
  }

  private Blocks() {}

  /**
   * Goes through all weights.
   *
   * @param size at most as many numbers in a block, or one weight of each step
   */
  static void forEach(WeightTrajectory weights, long[] steps, int size, Use use) {
    int p = Math.toIntExact(weights.weightCount());
    int width = Math.max(1, Math.min(p, size / steps.length));
    for (int from = 0; from < p; from += width) {
      double[][] rows = new double[steps.length][Math.min(width, p - from)];
      for (int i = 0; i < rows.length; i++) {
        weights.read(steps[i], from, rows[i], 0, rows[i].length);
      }
      centre(rows);
      use.block(from, rows);
    }
  }

  private static void centre(double[][] rows) {
    for (int j = 0; j < rows[0].length; j++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[j] - rows[0][j]; // of differences, which are small
      }
      double mean = rows[0][j] + sum / rows.length;
      for (double[] row : rows) {
        row[j] -= mean;
      }
    }
  }
}
