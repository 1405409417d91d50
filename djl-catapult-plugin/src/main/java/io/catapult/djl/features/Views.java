/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.List;

/** Handles that share their data with another array and belong to a scope of their own. */
final class Views {

  private Views() {}

  /** The array itself; what is computed from the result ends with the scope. */
  static NDArray alias(NDArray array, NDManager scope) {
    NDArray alias = array.stopGradient();
    alias.attach(scope);
    return alias;
  }

  /** The array in another type; copied only if it has to be. */
  static NDArray as(DataType type, NDArray array, NDManager scope) {
    return alias(array, scope).toType(type, false);
  }

  /** Entries from (inclusive) to (exclusive) along the first axis. */
  static NDArray rows(NDArray array, long from, long to, NDManager scope) {
    return array.get(scope, new NDIndex().addSliceDim(from, to));
  }

  /** Columns from (inclusive) to (exclusive) of a matrix. */
  static NDArray columns(NDArray matrix, long from, long to, NDManager scope) {
    return matrix.get(scope, new NDIndex().addAllDim().addSliceDim(from, to));
  }

  /** Arrays [c, k, ...] as one matrix [sum of c * k, d]; a single one is not copied. */
  static NDArray joinRows(List<NDArray> parts, NDManager owner) {
    try (NDManager scope = owner.newSubManager()) {
      NDList matrices = new NDList();
      for (NDArray part : parts) {
        long count = part.getShape().get(0) * part.getShape().get(1);
        NDArray alias = alias(part, scope);
        matrices.add(alias.reshape(count, part.getShape().size() / count));
      }
      NDArray joined = matrices.size() == 1 ? matrices.head() : NDArrays.concat(matrices);
      joined.attach(owner);
      return joined;
    }
  }
}
