/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import java.util.Arrays;

/** The small matrices T [k, k] and B [p, k] of a {@link KrylovSpace}, in double precision. */
final class KrylovRelation {

  private final double[][] projected;
  private final double[][] coupling;
  private int dimension;

  KrylovRelation(int capacity) {
    this.projected = new double[capacity][capacity];
    this.coupling = new double[capacity][capacity];
  }

  int dimension() {
    return dimension;
  }

  /** T, without its first rows and columns. */
  double[][] projected(int from) {
    return block(projected, from, dimension, from);
  }

  /** B, without its first columns. */
  double[][] coupling(int directions, int from) {
    return block(coupling, 0, directions, from);
  }

  private double[][] block(double[][] matrix, int rowFrom, int rowTo, int columnFrom) {
    double[][] block = new double[rowTo - rowFrom][];
    Arrays.setAll(block, i -> Arrays.copyOfRange(matrix[rowFrom + i], columnFrom, dimension));
    return block;
  }

  /** Adds a direction that M does not lead to, as number {@code index}. */
  void addUncoupled(int index) {
    Arrays.fill(coupling[index], 0);
  }

  /** Follows a turn of F: new direction i = sum_j turn[i][j] direction j. */
  void turn(double[][] turn) {
    double[][] old = coupling(turn.length, 0);
    for (int i = 0; i < turn.length; i++) {
      Arrays.fill(coupling[i], 0);
      for (int j = 0; j < old.length; j++) {
        for (int l = 0; l < dimension; l++) {
          coupling[i][l] += turn[i][j] * old[j][l];
        }
      }
    }
  }

  /**
   * Takes the first direction into the subspace.
   *
   * @param image what M made of it: its components along V, the direction itself and the other
   *     directions, and the norm of the rest, which becomes the last direction
   * @param directions p before
   */
  void extend(OrthonormalRows.Rest image, int directions) {
    int k = dimension++;
    for (int i = 0; i <= k; i++) {
      projected[k][i] = image.component(i);
      projected[i][k] = image.component(i);
    }
    double[] row = coupling[0];
    System.arraycopy(coupling, 1, coupling, 0, directions - 1);
    coupling[directions - 1] = row;
    Arrays.fill(row, 0);
    for (int i = 0; i < directions - 1; i++) {
      coupling[i][k] = image.component(k + 1 + i);
    }
    row[k] = image.norm();
  }

  /** Shrinks the subspace to the given Ritz pairs. */
  void restart(RitzPairs ritz, int[] kept, int directions) {
    double[][] old = coupling(directions, 0);
    dimension = kept.length;
    for (int i = 0; i < dimension; i++) {
      Arrays.fill(projected[i], 0);
      projected[i][i] = ritz.values()[kept[i]];
      double[] column = RitzPairs.times(old, ritz.vectors()[kept[i]]);
      for (int j = 0; j < directions; j++) {
        coupling[j][i] = column[j];
      }
    }
  }
}
