/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Matrices of doubles, by definition and without a library. */
final class PlainMatrix {

  private static final int SWEEPS = 30;

  private PlainMatrix() {}

  static double[][] transpose(double[][] a) {
    double[][] result = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        result[j][i] = a[i][j];
      }
    }
    return result;
  }

  static double[][] product(double[][] a, double[][] b) {
    double[][] result = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int l = 0; l < b.length; l++) {
          result[i][j] += a[i][l] * b[l][j];
        }
      }
    }
    return result;
  }

  /** A A^T. */
  static double[][] gram(double[][] a) {
    return product(a, transpose(a));
  }

  static double[][] scale(double[][] a, double by) {
    return Arrays.stream(a)
        .map(row -> Arrays.stream(row).map(value -> by * value).toArray())
        .toArray(double[][]::new);
  }

  static double norm(double... values) {
    return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
  }

  static double[] flat(double[][] a) {
    return Arrays.stream(a).flatMapToDouble(Arrays::stream).toArray();
  }

  static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  /** Eigenvalues, descending, and the eigenvectors as rows. */
  static final class Spectrum {

    private final double[] values;
    private final double[][] vectors;

    private Spectrum(double[] values, double[][] vectors) {
      this.values = values;
      this.vectors = vectors;
    }

    double[] values() {
      return values;
    }

    double[][] vectors() {
      return vectors;
    }

    double largest() {
      return values[0];
    }

    double smallest() {
      return values[values.length - 1];
    }
  }

  /** The spectrum of a symmetric matrix by Jacobi's rotations. */
  static Spectrum spectrum(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -a[i][i]));
    return new Spectrum(
        Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray(),
        Arrays.stream(order).map(i -> v[i]).toArray(double[][]::new));
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (Math.abs(a[p][q]) < 1e-300) {
      return;
    }
    double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    for (int i = 0; i < a.length; i++) {
      double ip = a[i][p];
      a[i][p] = c * ip - s * a[i][q];
      a[i][q] = s * ip + c * a[i][q];
    }
    for (double[][] rows : new double[][][] {a, v}) {
      for (int i = 0; i < a.length; i++) {
        double pi = rows[p][i];
        rows[p][i] = c * pi - s * rows[q][i];
        rows[q][i] = s * pi + c * rows[q][i];
      }
    }
  }
}
