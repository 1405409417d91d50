/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;

/**
 * Full-batch gradient descent of a two-layer linear network f(x) = s A^T W x, s = 1 / sqrt(m) in
 * the paper, on the loss (1/n) ||F - Y||^2, without the network: its outputs F [n], the square
 * ||A||^2 and S = X^T W^T W X [n, n] say how they go on. With K = X^T X and D = F - Y
 *
 * <pre>
 * D(t+1) = (I - eta M*(t)) D(t)
 * M*     = (2 s^2 / n) (||A||^2 K + S) - (4 eta s^2 / n^2) (D^T F) K
 * ||A||^2(t+1) = ||A||^2 - (4 eta / n) D^T F + (4 eta^2 s^2 / n^2) D^T S D
 * S(t+1) = S - (2 eta / n) (F (K D)^T + (K D) F^T) + (4 eta^2 s^2 / n^2) ||A||^2 (K D)(K D)^T
 * </pre>
 *
 * <p>The first two are the update rule of Li, Wang, Li, Analyzing sharpness along GD trajectory:
 * progressive sharpening and edge of stability, section 4.1; the others follow from the steps of A
 * and W, and make it closed. Nothing is approximated. A step costs 3 n^2 multiplications.
 */
public final class LinearNetworkRecursion {

  private final double[][] kernel;
  private final double[] labels;
  private final double scale;
  private final double rate;

  private LinearNetworkRecursion(double[][] kernel, double[] labels, double scale, double rate) {
    this.kernel = kernel;
    this.labels = labels;
    this.scale = scale;
    this.rate = rate;
  }

  /**
   * The training on given data.
   *
   * @param x the inputs [n][d], a row for each sample
   * @param y the labels [n]
   * @param scale s, above 0; 1 / sqrt(m) for the paper's network of width m
   * @param rate eta, above 0
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public static LinearNetworkRecursion of(double[][] x, double[] y, double scale, double rate) {
    int inputs = x.length == 0 ? 0 : x[0].length;
    new BuilderFaults("LinearNetworkRecursion")
        .require(
            x.length > 0 && Arrays.stream(x).allMatch(row -> row.length == inputs),
            "x",
            "at least one row, all of one length",
            Arrays.stream(x).map(row -> row.length).toList(),
            "give a row for each sample")
        .require(
            y.length == x.length, "y", x.length + " labels", y.length, "give one for each sample")
        .require(
            scale > 0 && Double.isFinite(scale),
            "scale",
            "finite and above 0",
            scale,
            "give 1 / sqrt(m), or 1 for layers without a factor")
        .require(
            rate > 0 && Double.isFinite(rate),
            "rate",
            "finite and above 0",
            rate,
            "give the learning rate")
        .throwIfAny();
    return new LinearNetworkRecursion(gram(x), y.clone(), scale, rate);
  }

  /** Where it is. */
  public static final class State {

    private final double[] outputs;
    private final double square;
    private final double[][] hidden;

    private State(double[] outputs, double square, double[][] hidden) {
      this.outputs = outputs;
      this.square = square;
      this.hidden = hidden;
    }

    /** F [n]. */
    public double[] outputs() {
      return outputs.clone();
    }

    /** ||A||, the norm of the output layer. */
    public double outputLayerNorm() {
      return Math.sqrt(square);
    }
  }

  /**
   * The state of a network.
   *
   * @param x the inputs that this was made with [n][d]
   * @param w the first layer W [m][d]
   * @param a the output layer A [m]
   * @throws IllegalArgumentException if the shapes do not match
   */
  public State start(double[][] x, double[][] w, double[] a) {
    new BuilderFaults("a state")
        .require(x.length == labels.length, "x", labels.length + " rows", x.length, "give the same")
        .require(
            w.length == a.length && Arrays.stream(w).allMatch(row -> row.length == x[0].length),
            "w",
            a.length + " rows of " + x[0].length + " numbers",
            Arrays.stream(w).map(row -> row.length).toList(),
            "give a row for each entry of the output layer")
        .throwIfAny();
    double[][] hidden = new double[x.length][];
    Arrays.setAll(hidden, i -> times(w, x[i]));
    double[] outputs = new double[x.length];
    Arrays.setAll(outputs, i -> scale * dot(hidden[i], a));
    return new State(outputs, dot(a, a), gram(hidden));
  }

  /** The next state. */
  public State next(State now) {
    int n = labels.length;
    double[] d = residual(now);
    double[] kd = times(kernel, d);
    double[] sd = times(now.hidden, d);
    double df = dot(d, now.outputs);
    double squared = scale * scale;
    double[] outputs = new double[n];
    double second = 4 * rate * squared / n / n * df;
    for (int i = 0; i < n; i++) {
      double first = 2 * squared / n * (now.square * kd[i] + sd[i]);
      outputs[i] = now.outputs[i] - rate * (first - second * kd[i]);
    }
    double quadratic = 4 * rate * rate * squared / n / n;
    double square = now.square - 4 * rate / n * df + quadratic * dot(d, sd);
    double[][] hidden = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double cross = now.outputs[i] * kd[j] + kd[i] * now.outputs[j];
        hidden[i][j] =
            now.hidden[i][j] - 2 * rate / n * cross + quadratic * now.square * kd[i] * kd[j];
      }
    }
    return new State(outputs, square, hidden);
  }

  /** The loss (1/n) ||F - Y||^2. */
  public double loss(State state) {
    double[] d = residual(state);
    return dot(d, d) / labels.length;
  }

  /** The Gram matrix M = (2/n) J J^T = (2 s^2 / n) (||A||^2 K + S) [n][n]. */
  public double[][] gram(State state) {
    int n = labels.length;
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gram[i][j] = 2 * scale * scale / n * (state.square * kernel[i][j] + state.hidden[i][j]);
      }
    }
    return gram;
  }

  /**
   * The sharpness lambda_max(M). Cost: an eigenproblem of n rows.
   *
   * @throws io.catapult.djl.autodiff.MeasurementException if the state is not finite
   */
  public double sharpness(State state) {
    int n = labels.length;
    double[] numbers = Arrays.stream(gram(state)).flatMapToDouble(Arrays::stream).toArray();
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        Eigenpairs top = Eigen.top(manager.create(numbers, new Shape(n, n)), 1)) {
      return top.orThrow().values()[0];
    }
  }

  private double[] residual(State state) {
    double[] d = state.outputs.clone();
    for (int i = 0; i < d.length; i++) {
      d[i] -= labels[i];
    }
    return d;
  }

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[rows.length][];
    Arrays.setAll(gram, i -> times(rows, rows[i]));
    return gram;
  }

  private static double[] times(double[][] rows, double[] vector) {
    double[] product = new double[rows.length];
    Arrays.setAll(product, i -> dot(rows[i], vector));
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
