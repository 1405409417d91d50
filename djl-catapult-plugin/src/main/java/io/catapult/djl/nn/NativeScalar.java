/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * Numbers for use in a forward pass. DJL's {@code x.mul(2.0)} lets the engine read the number from
 * a Java buffer that the next garbage collection may free before the backward pass has read it; a
 * native copy lives as long as the graph needs it.
 */
final class NativeScalar {

  private NativeScalar() {}

  /** {@code factor * x}. */
  static NDArray multiply(NDArray x, double factor) {
    NDManager manager = x.getManager();
    try (NDArray buffered = manager.create(factor);
        NDArray scalar = copy(buffered, x.getDataType())) {
      return x.mul(scalar);
    }
  }

  private static NDArray copy(NDArray buffered, DataType type) {
    // DJL's toType does not copy where the type is the same.
    return buffered.getDataType() == type ? buffered.duplicate() : buffered.toType(type, true);
  }
}
