/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

/**
 * Shifts and scales columns.
 *
 * @param mean of each column
 * @param scale the standard deviation of each column; 1 where it is constant
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, handed on at once
record Standardization(double[] mean, double[] scale) {

  /** Means and standard deviations over some rows of [n, d]. */
  static Standardization of(float[][] numbers, int[] rows) {
    int d = numbers[0].length;
    double[] mean = new double[d];
    double[] scale = new double[d];
    for (int j = 0; j < d; j++) {
      double sum = 0;
      for (int row : rows) {
        sum += numbers[row][j];
      }
      mean[j] = sum / rows.length;
      double squares = 0;
      for (int row : rows) {
        squares += (numbers[row][j] - mean[j]) * (numbers[row][j] - mean[j]);
      }
      scale[j] = squares == 0 ? 1 : Math.sqrt(squares / rows.length);
    }
    return new Standardization(mean, scale);
  }

  /** All rows, shifted and scaled. */
  float[][] apply(float[][] numbers) {
    float[][] applied = new float[numbers.length][mean.length];
    for (int i = 0; i < numbers.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        applied[i][j] = (float) ((numbers[i][j] - mean[j]) / scale[j]);
      }
    }
    return applied;
  }
}
