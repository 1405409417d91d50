/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** What a result may differ from the float64 truth, and how the difference is measured. */
public final class Tolerances {

  /** Relative Frobenius error of kernels and AGOPs computed in float32: the product's bar. */
  public static final double FLOAT32 = 1e-5;

  /** The same in float64. */
  public static final double FLOAT64 = 1e-10;

  private Tolerances() {}

  /** The bar for results computed in {@code type}. */
  public static double of(DataType type) {
    return type == DataType.FLOAT64 ? FLOAT64 : FLOAT32;
  }

  /** ||found - truth||_F / ||truth||_F, computed in float64. */
  public static double relativeError(NDArray found, NDArray truth) {
    NDArray a = found.toType(DataType.FLOAT64, false);
    NDArray b = truth.toType(DataType.FLOAT64, false);
    return norm(a.sub(b.reshape(a.getShape()))) / norm(b);
  }

  private static double norm(NDArray array) {
    return Math.sqrt(array.square().sum().getDouble());
  }
}
