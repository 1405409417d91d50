/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;

/**
 * The papers' squared loss L = (1/n) ||f - y||^2, split by the eigenvectors v_1, v_2, ... of the
 * tangent kernel: L_top(s) = (1/n) sum of (v_i . r)^2 over the first s of them and L_rest(s) = L -
 * L_top(s), with the residual r = f - y flattened to [n*k] like the kernel's rows. Zhu et al.,
 * Catapults in SGD, Eq. 3; for several outputs Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, appendix C.2. Cost: O(n k s) beyond the eigenvectors.
 */
public final class LossSplit {

  private final double loss;
  private final long samples;
  private final double[] coefficients;

  private LossSplit(double loss, long samples, double[] coefficients) {
    this.loss = loss;
    this.samples = samples;
    this.coefficients = coefficients;
  }

  /**
   * The split at the weights that a kernel was computed at.
   *
   * @param kernel K(X, X), which carries f(X)
   * @param labels y [n, k], or [n] for one output
   * @param eigenpairs the top eigenpairs of that kernel, in descending order
   * @throws MeasurementException if the shapes do not match or the labels are not finite
   */
  public static LossSplit of(KernelMatrix kernel, NDArray labels, Eigenpairs eigenpairs) {
    return of(kernel.outputs(), labels, eigenpairs);
  }

  /**
   * The split for given outputs.
   *
   * @param outputs f [n, k]
   * @param labels y [n, k], or [n] for one output
   * @param eigenpairs the top eigenpairs of the kernel at the same weights, in descending order
   * @throws MeasurementException if the shapes do not match or the labels are not finite
   */
  public static LossSplit of(NDArray outputs, NDArray labels, Eigenpairs eigenpairs) {
    check(outputs, labels, eigenpairs.vector(0).length);
    double[] residual = residual(outputs, labels);
    double[] coefficients = new double[eigenpairs.size()];
    Arrays.setAll(coefficients, i -> dot(eigenpairs.vector(i), residual));
    long n = outputs.getShape().get(0);
    return new LossSplit(dot(residual, residual) / n, n, coefficients);
  }

  /** f - y; so few numbers that Java is done before an engine's call would be. */
  static double[] residual(NDArray outputs, NDArray labels) {
    double[] residual = Aten.numbers(outputs);
    double[] y = Aten.numbers(labels);
    for (int i = 0; i < y.length; i++) {
      if (!Double.isFinite(y[i])) {
        throw new MeasurementException(
            "finite labels", "NaN or infinite entries in the labels", "clean the data");
      }
      residual[i] -= y[i];
    }
    return residual;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static void check(NDArray outputs, NDArray labels, long length) {
    Inputs.requireOpen(outputs, "the outputs");
    Inputs.requireOpen(labels, "the labels");
    Shape f = outputs.getShape();
    Shape y = labels.getShape();
    boolean column = y.dimension() == 1 && f.dimension() == 2 && f.get(1) == 1;
    if (!f.equals(y) && !(column && y.get(0) == f.get(0))) {
      throw new MeasurementException(
          "labels of the outputs' shape " + f,
          "labels of shape " + y,
          "give one number for each sample and output, one-hot for classes");
    }
    if (length != f.size()) {
      throw new MeasurementException(
          "eigenvectors of length " + f.size() + ", one entry for each sample and output",
          "length " + length,
          "take the eigenvectors of the kernel of the same samples");
    }
  }

  /** The whole loss L. */
  public double loss() {
    return loss;
  }

  /** How many eigenvectors are known, the largest s. */
  public int size() {
    return coefficients.length;
  }

  /** The residual's coefficients v_i . r on the eigenvectors, whose signs are arbitrary. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /**
   * The part of the loss in the top s eigendirections.
   *
   * @param s between 0 and {@link #size()}
   */
  public double top(int s) {
    if (s < 0 || s > coefficients.length) {
      throw new MeasurementException(
          "s between 0 and " + coefficients.length,
          "s = " + s,
          "compute more eigenpairs of the kernel");
    }
    return Arrays.stream(coefficients, 0, s).map(c -> c * c).sum() / samples;
  }

  /**
   * The rest of the loss, never below zero.
   *
   * @param s between 0 and {@link #size()}
   */
  public double rest(int s) {
    return Math.max(0, loss - top(s));
  }
}
