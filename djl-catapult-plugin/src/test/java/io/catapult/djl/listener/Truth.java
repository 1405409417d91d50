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
    return scale / x.length * PlainMatrix.dot(residual, residual);
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
