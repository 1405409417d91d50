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
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import java.util.Arrays;

/**
 * One number for inputs of any dimension, so that a function of them has frequencies: where they
 * lie along their first principal direction, from 0 to 1. Xu et al., Frequency principle: Fourier
 * analysis sheds light on deep neural networks, the projection method.
 *
 * <p>What a function does across that direction shows as noise in its spectrum: it adds to all
 * frequencies. Frequencies of all directions at once are those of {@link GaussianFilter}.
 */
public final class PrincipalCoordinate {

  private PrincipalCoordinate() {}

  /**
   * The coordinates p_i = (v . x_i - min) / (max - min), v the first eigenvector of the inputs'
   * covariance; its sign is arbitrary, so p may be 1 - p. Cost: the smaller of the n x n and the d
   * x d Gram matrix, in float64, and its top eigenvector.
   *
   * @param x inputs [n, ...], at least two different ones, further axes flattened
   * @return p [n], for {@link PowerSpectrum#ofPoints}
   * @throws MeasurementException if all inputs are the same, or one is not finite
   */
  public static double[] of(NDArray x) {
    try (NDManager scope = NDManager.newBaseManager(x.getDevice(), "PyTorch")) {
      long n = x.getShape().dimension() == 0 ? 0 : x.getShape().get(0);
      requireInputs(n > 1 && Aten.isFinite(x), n);
      NDArray rows = Aten.alias(x, scope).toType(DataType.FLOAT64, true).reshape(n, -1);
      NDArray centred = rows.sub(rows.mean(new int[] {0}, true));
      NDArray turned = centred.transpose();
      boolean isWide = centred.getShape().get(1) > n;
      NDArray gram = isWide ? centred.matMul(turned) : turned.matMul(centred);
      try (Eigenpairs top = Eigen.top(gram, 1)) {
        // The top left singular vector of the inputs is the coordinate itself, up to its length.
        NDArray vector = Aten.alias(top.orThrow().vectors(), scope);
        double[] along = Aten.numbers(isWide ? vector : centred.matMul(vector));
        double low = Arrays.stream(along).min().orElseThrow();
        double high = Arrays.stream(along).max().orElseThrow();
        requireInputs(top.values()[0] > 0 && high > low, n);
        return Arrays.stream(along).map(p -> (p - low) / (high - low)).toArray();
      }
    }
  }

  private static void requireInputs(boolean suits, long n) {
    if (!suits) {
      throw new MeasurementException(
          "at least two different inputs [n, ...], all finite",
          n + " that are the same or not finite",
          "give inputs that differ");
    }
  }
}
