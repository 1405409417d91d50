/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The principal components of the weights theta_1 .. theta_m at m steps: the orthonormal directions
 * e_1, e_2, .. in which
 *
 * <pre>
 * M = [theta_1 - theta_m, .., theta_m - theta_m]
 * </pre>
 *
 * varies most, and the path in them, the coordinates of theta_i - theta_m. Li, Xu and Zhang, Loss
 * spike in training neural networks, section 3.2. As usual the variance is about the mean, so that
 * the directions do not depend on which weights are subtracted.
 *
 * <p>Exact, in float64: eigenvectors u_k of the Gram matrix of the centred rows [m, m] give e_k =
 * sum_i u_ki (theta_i - mean) / sqrt(lambda_k). The weights are read twice, in blocks of columns.
 * Memory, whatever the number of steps of the training: the Gram matrix and its decomposition, some
 * 40 m^2 bytes, a block of 16 MB and two copies of it, and 8 bytes for each weight of each
 * direction. Cost: m^2 p multiplications, on the CPU.
 */
public final class PrincipalComponents {

  private static final int BLOCK = 1 << 21;

  private final long[] steps;
  private final double[] shares;
  private final double[][] coordinates;
  private final double[][] directions;

  private PrincipalComponents(
      long[] steps, double[] shares, double[][] coordinates, double[][] directions) {
    this.steps = steps;
    this.shares = shares;
    this.coordinates = coordinates;
    this.directions = directions;
  }

  static PrincipalComponents of(WeightTrajectory weights, long[] steps, int count) {
    return of(weights, steps, count, BLOCK);
  }

  /**
   * Works them out.
   *
   * @param block the most numbers to hold at once, or one weight of each step
   */
  static PrincipalComponents of(WeightTrajectory weights, long[] steps, int count, int block) {
    if (count < 1 || steps.length <= count) {
      throw new MeasurementException(
          "more steps than components, and at least 1 component",
          "the weights of " + steps.length + " steps and " + count + " components",
          "take a longer window, or record more of its steps");
    }
    double[][] vectors = new double[count][];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        NDArray gram = gram(manager, weights, steps, block);
        Eigenpairs pairs = DenseEigen.top(gram, count).orThrow()) {
      double[] values = pairs.values();
      requireSpanned(values, steps.length);
      Arrays.setAll(vectors, pairs::vector);
      orient(vectors);
      double total = trace(gram);
      return new PrincipalComponents(
          steps,
          Arrays.stream(values).map(value -> value / total).toArray(),
          coordinates(values, vectors),
          directions(weights, steps, values, vectors, block));
    }
  }

  private static double trace(NDArray matrix) {
    double[] numbers = matrix.toDoubleArray();
    int m = Math.toIntExact(matrix.getShape().get(0));
    return IntStream.range(0, m).mapToDouble(i -> numbers[i * m + i]).sum();
  }

  /** Below this an eigenvalue is rounding. */
  private static void requireSpanned(double[] values, int steps) {
    double rounding = steps * Math.ulp(values[0]);
    int spanned = (int) Arrays.stream(values).filter(value -> value > rounding).count();
    if (spanned < values.length) {
      throw new MeasurementException(
          "weights that move in " + values.length + " directions",
          "movement in " + spanned,
          "take a window in which the training moves, or ask for fewer components");
    }
  }

  /** The path starts on the side of larger coordinates than it ends on. */
  private static void orient(double[][] vectors) {
    for (double[] u : vectors) {
      if (u[0] < u[u.length - 1]) {
        Arrays.setAll(u, i -> -u[i]);
      }
    }
  }

  private static NDArray gram(NDManager manager, WeightTrajectory weights, long[] steps, int size) {
    NDArray gram = manager.zeros(new Shape(steps.length, steps.length), DataType.FLOAT64);
    Blocks.forEach(
        weights,
        steps,
        size,
        (from, rows) -> {
          try (NDManager scratch = manager.newSubManager()) {
            double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
            NDArray block = scratch.create(flat, new Shape(rows.length, rows[0].length));
            gram.addi(block.matMul(block.transpose()));
          }
        });
    return gram;
  }

  private static double[][] directions(
      WeightTrajectory weights, long[] steps, double[] values, double[][] vectors, int size) {
    double[][] directions = new double[values.length][Math.toIntExact(weights.weightCount())];
    Blocks.forEach(
        weights,
        steps,
        size,
        (from, rows) -> {
          for (int k = 0; k < values.length; k++) {
            double scale = 1 / Math.sqrt(values[k]);
            for (int i = 0; i < rows.length; i++) {
              double factor = scale * vectors[k][i];
              double[] row = rows[i];
              for (int j = 0; j < row.length; j++) {
                directions[k][from + j] += factor * row[j];
              }
            }
          }
        });
    return directions;
  }

  private static double[][] coordinates(double[] values, double[][] vectors) {
    int m = vectors[0].length;
    double[][] coordinates = new double[m][values.length];
    for (int k = 0; k < values.length; k++) {
      double scale = Math.sqrt(values[k]);
      for (int i = 0; i < m; i++) {
        coordinates[i][k] = scale * (vectors[k][i] - vectors[k][m - 1]);
      }
    }
    return coordinates;
  }

  /** The steps whose weights it is of, ascending; theta_m is at the last. */
  public long[] steps() {
    return steps.clone();
  }

  /** For each direction the share of the variance that it explains, descending. */
  public double[] explainedVariance() {
    return shares.clone();
  }

  /** The path: for each step the coordinates of theta_i - theta_m, (0, .., 0) at the last. */
  public double[][] coordinates() {
    return Arrays.stream(coordinates).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * A direction.
   *
   * @param k from 0 on
   * @return e_k [p], of length 1
   */
  public double[] direction(int k) {
    return directions[k].clone();
  }
}
