/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * A symmetric linear map v -> M v on vectors of {@link #size()} entries. Vectors stay on their
 * device; nothing is stored as a matrix unless the implementation is one.
 */
public interface LinearOperator {

  /** The number of rows, and of columns, of M. */
  long size();

  /** The type of the vectors. */
  DataType dataType();

  /** Where the vectors are. */
  Device device();

  /**
   * M v.
   *
   * @param vector v [size], left unchanged
   * @return M v [size], a new array that belongs to the manager of v
   */
  NDArray apply(NDArray vector);
}
