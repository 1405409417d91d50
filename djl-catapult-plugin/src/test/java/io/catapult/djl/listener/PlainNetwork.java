/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;

/**
 * A network of two layers, f_c(x) = b_c + sum over j of a_cj tanh(w_j x + u_j), in plain doubles:
 * the truth that a listener's measurements of {@link #block} are compared with.
 */
final class PlainNetwork {

  static final int WIDTH = 8;
  private static final double STEP = 1e-5;

  private final double[] weights;
  private final int inputs;
  private final int outputs;

  /**
   * @param weights w, u, a, b, each row by row
   */
  PlainNetwork(double[] weights, int inputs, int outputs) {
    this.weights = weights;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** The same network in DJL, not initialised. */
  static Block block(int outputs) {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(WIDTH).build())
        .add(Activation::tanh)
        .add(Linear.builder().setUnits(outputs).build());
  }

  /** f [n][k]. */
  double[][] outputs(double[][] x) {
    double[][] f = new double[x.length][outputs];
    for (int i = 0; i < x.length; i++) {
      double[] h = hidden(x[i]);
      for (int c = 0; c < outputs; c++) {
        f[i][c] = weights[biasOf(c)];
        for (int j = 0; j < WIDTH; j++) {
          f[i][c] += weights[weightOf(c, j)] * h[j];
        }
      }
    }
    return f;
  }

  /** The derivative of the outputs by the weights [n k][p], row i k + c. */
  double[][] jacobian(double[][] x) {
    double[][] rows = new double[x.length * outputs][weights.length];
    for (int i = 0; i < x.length; i++) {
      double[] h = hidden(x[i]);
      for (int c = 0; c < outputs; c++) {
        double[] row = rows[i * outputs + c];
        row[biasOf(c)] = 1;
        for (int j = 0; j < WIDTH; j++) {
          double slope = weights[weightOf(c, j)] * (1 - h[j] * h[j]);
          row[weightOf(c, j)] = h[j];
          row[WIDTH * inputs + j] = slope;
          for (int l = 0; l < inputs; l++) {
            row[j * inputs + l] = slope * x[i][l];
          }
        }
      }
    }
    return rows;
  }

  /** The AGOP of one output [d][d]. */
  double[][] agop(double[][] x) {
    double[][] gradients = new double[x.length][inputs];
    for (int i = 0; i < x.length; i++) {
      double[] h = hidden(x[i]);
      for (int j = 0; j < WIDTH; j++) {
        double slope = weights[weightOf(0, j)] * (1 - h[j] * h[j]);
        for (int l = 0; l < inputs; l++) {
          gradients[i][l] += slope * weights[j * inputs + l];
        }
      }
    }
    double[][] sum = PlainMatrix.product(PlainMatrix.transpose(gradients), gradients);
    return PlainMatrix.scale(sum, 1.0 / x.length);
  }

  /** The gradient of the loss (c/n) ||f - y||^2 [p]. */
  double[] gradient(double[][] x, double[][] y, double scale) {
    double[][] f = outputs(x);
    double[][] jacobian = jacobian(x);
    double[] gradient = new double[weights.length];
    for (int row = 0; row < jacobian.length; row++) {
      int i = row / outputs;
      int c = row % outputs;
      double factor = 2 * scale / x.length * (f[i][c] - y[i][c]);
      for (int a = 0; a < gradient.length; a++) {
        gradient[a] += factor * jacobian[row][a];
      }
    }
    return gradient;
  }

  /** The Hessian of the same loss by central differences of the gradient [p][p]. */
  double[][] hessian(double[][] x, double[][] y, double scale) {
    double[][] hessian = new double[weights.length][];
    for (int a = 0; a < weights.length; a++) {
      double[] up = moved(a, STEP).gradient(x, y, scale);
      double[] down = moved(a, -STEP).gradient(x, y, scale);
      hessian[a] = new double[weights.length];
      for (int b = 0; b < weights.length; b++) {
        hessian[a][b] = (up[b] - down[b]) / (2 * STEP);
      }
    }
    return hessian;
  }

  /** The Hessian of the first output by central differences of the Jacobian [p][p]. */
  double[][] outputHessian(double[] x) {
    double[][] hessian = new double[weights.length][];
    for (int a = 0; a < weights.length; a++) {
      double[] up = moved(a, STEP).jacobian(new double[][] {x})[0];
      double[] down = moved(a, -STEP).jacobian(new double[][] {x})[0];
      hessian[a] = PlainMatrix.minus(up, down);
    }
    return PlainMatrix.scale(hessian, 1 / (2 * STEP));
  }

  private PlainNetwork moved(int index, double by) {
    double[] moved = weights.clone();
    moved[index] += by;
    return new PlainNetwork(moved, inputs, outputs);
  }

  private double[] hidden(double[] x) {
    double[] h = new double[WIDTH];
    for (int j = 0; j < WIDTH; j++) {
      double sum = weights[WIDTH * inputs + j];
      for (int l = 0; l < inputs; l++) {
        sum += weights[j * inputs + l] * x[l];
      }
      h[j] = Math.tanh(sum);
    }
    return h;
  }

  private int weightOf(int c, int j) {
    return WIDTH * inputs + WIDTH + c * WIDTH + j;
  }

  private int biasOf(int c) {
    return WIDTH * inputs + WIDTH + outputs * WIDTH + c;
  }
}
