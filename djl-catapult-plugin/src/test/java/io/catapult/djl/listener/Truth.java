/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.listener.PlainMatrix.Spectrum;
import java.util.Arrays;

/**
 * What a listener ought to measure on samples, by definition and in doubles, for the loss c (1/n)
 * ||f - y||^2.
 */
final class Truth {

  private final PlainNetwork network;
  private final double[][] x;
  private final double[][] y;
  private final double scale;
  private final Spectrum kernel;
  private final double[] outputs;
  private final double[] residual;

  Truth(PlainNetwork network, double[][] x, double[][] y, double scale) {
    this.network = network;
    this.x = x;
    this.y = y;
    this.scale = scale;
    this.kernel = PlainMatrix.spectrum(PlainMatrix.gram(network.jacobian(x)));
    this.outputs = PlainMatrix.flat(network.outputs(x));
    this.residual = PlainMatrix.minus(outputs, PlainMatrix.flat(y));
  }

  double loss() {
    return loss(residual);
  }

  /** The s largest eigenvalues of the tangent kernel. */
  double[] eigenvalues(int s) {
    return Arrays.copyOf(kernel.values(), s);
  }

  /** 2 / lambda_max of the Gauss-Newton matrix (2 c / n) K. */
  double criticalRate() {
    return x.length / (scale * kernel.largest());
  }

  double[] lossTop(int s) {
    double[] top = new double[s];
    double sum = 0;
    for (int i = 0; i < s; i++) {
      double component = PlainMatrix.dot(residual, kernel.vectors()[i]);
      sum += component * component;
      top[i] = scale / x.length * sum;
    }
    return top;
  }

  double[] lossRest(int s) {
    double whole = loss();
    return Arrays.stream(lossTop(s)).map(top -> whole - top).toArray();
  }

  /** The s largest eigenvalues of M = (2 c / n) K. */
  double[] gramEigenvalues(int s) {
    return Arrays.stream(eigenvalues(s)).map(lambda -> gramScale() * lambda).toArray();
  }

  private double gramScale() {
    return 2 * scale / x.length;
  }

  /** lambda_1(M_A), from the columns of the Jacobian that belong to the output weights. */
  double outputLayerGram() {
    double[][] jacobian = network.jacobian(x);
    int to = jacobian[0].length - 1;
    double[][] columns =
        Arrays.stream(jacobian)
            .map(row -> Arrays.copyOfRange(row, to - PlainNetwork.WIDTH, to))
            .toArray(double[][]::new);
    return gramScale() * PlainMatrix.spectrum(PlainMatrix.gram(columns)).largest();
  }

  /** R = (I - v_1 v_1^T) D. */
  double[] residualWithoutTop() {
    double[] v = kernel.vectors()[0];
    double component = PlainMatrix.dot(v, residual);
    double[] left = residual.clone();
    for (int j = 0; j < left.length; j++) {
      left[j] -= component * v[j];
    }
    return left;
  }

  /** (I - eta M (I - v_1 v_1^T)) r, by the eigenvectors of M. */
  double[] nextAuxiliary(double[] r, double rate) {
    double[] next = r.clone();
    for (int i = 1; i < kernel.values().length; i++) {
      double[] v = kernel.vectors()[i];
      double step = rate * gramScale() * kernel.values()[i] * PlainMatrix.dot(v, r);
      for (int j = 0; j < next.length; j++) {
        next[j] -= step * v[j];
      }
    }
    return next;
  }

  /** (c/n) ||r||^2. */
  double loss(double[] r) {
    return scale / x.length * PlainMatrix.dot(r, r);
  }

  double residualDotOutputs() {
    return PlainMatrix.dot(residual, outputs);
  }

  double topComponent() {
    return Math.abs(PlainMatrix.dot(residual, kernel.vectors()[0]));
  }

  /** L_top(1) of other weights on the same samples and along v_1 of this kernel, less that here. */
  double projectedDifference(PlainNetwork next) {
    double[] after = PlainMatrix.minus(PlainMatrix.flat(next.outputs(x)), PlainMatrix.flat(y));
    double component = PlainMatrix.dot(after, kernel.vectors()[0]);
    return scale / x.length * component * component - lossTop(1)[0];
  }

  double[][] hessian() {
    return network.hessian(x, y, scale);
  }

  double[][] agop() {
    return network.agop(x);
  }
}
