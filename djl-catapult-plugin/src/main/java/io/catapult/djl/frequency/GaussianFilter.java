/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.frequency;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * The low-frequency part of a function of inputs of any dimension, by smoothing it with a Gaussian:
 * y_low(x_i) = sum_j y_j G(x_i - x_j) / sum_j G(x_i - x_j), G(x) = exp(-|x|^2 / (2 delta)). On the
 * whole line it multiplies the frequency omega by exp(-delta omega^2 / 2), so that delta^(-1/2) is
 * where it cuts. Xu et al., Frequency principle: Fourier analysis sheds light on deep neural
 * networks, the filtering method.
 */
public final class GaussianFilter {

  private GaussianFilter() {}

  /**
   * The low-frequency ratio sum_i |y_low(x_i)|^2 / sum_i |y_i|^2. Near 1 the function is slow
   * against the filter; with a wide filter it is the part of the mean. Cost and memory: an n x n
   * matrix in float64, and products with it.
   *
   * @param x inputs [n, ...], further axes flattened
   * @param y values of the function [n, ...], such as a difference of outputs
   * @param delta variance of the Gaussian, in squared units of the inputs
   * @throws MeasurementException if the arrays do not suit, a number is not finite, or y is 0
   */
  public static double lowFrequencyRatio(NDArray x, NDArray y, double delta) {
    long n = x.getShape().dimension() == 0 ? 0 : x.getShape().get(0);
    boolean suits =
        n > 0
            && y.getShape().dimension() > 0
            && y.getShape().get(0) == n
            && Aten.isFinite(x)
            && Aten.isFinite(y)
            && delta > 0
            && Double.isFinite(delta);
    if (!suits) {
      throw new MeasurementException(
          "finite inputs [n, ...], finite values [n, ...] and a variance above 0",
          x.getShape() + ", " + y.getShape() + " and " + delta,
          "give the outputs on these inputs, and the variance of the Gaussian");
    }
    try (NDManager scope = NDManager.newBaseManager(x.getDevice(), "PyTorch")) {
      NDArray rows = Aten.alias(x, scope).toType(DataType.FLOAT64, true).reshape(n, -1);
      NDArray values = Aten.alias(y, scope).toType(DataType.FLOAT64, true).reshape(n, -1);
      double total = Aten.numbers(values.square().sum())[0];
      if (!(total > 0)) {
        throw new MeasurementException(
            "a function that is not 0 everywhere", "zeros", "compare models whose outputs differ");
      }
      NDArray filter = squaredDistances(rows).muli(-1 / (2 * delta)).exp();
      NDArray smooth = filter.matMul(values).divi(filter.sum(new int[] {1}, true));
      return Aten.numbers(smooth.square().sum())[0] / total;
    }
  }

  private static NDArray squaredDistances(NDArray rows) {
    NDArray squares = rows.square().sum(new int[] {1}, true);
    NDArray products = rows.matMul(rows.transpose()).muli(-2);
    return products.addi(squares).addi(squares.transpose()).maximum(0);
  }
}
