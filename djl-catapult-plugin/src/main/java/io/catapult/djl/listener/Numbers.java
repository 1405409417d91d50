/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;

/** Arrays as numbers. */
final class Numbers {

  private Numbers() {}

  /** The value of a scalar of any floating-point type. */
  static double of(NDArray scalar) {
    try (NDManager scratch = NDManager.newBaseManager(scalar.getDevice(), "PyTorch")) {
      return Aten.alias(scalar, scratch).toType(DataType.FLOAT64, false).getDouble();
    }
  }
}
