/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Layer;
import java.util.List;

/**
 * Where the parts of one block of a kernel are added up: in one matrix for all parameters, or in
 * one for each. Of a symmetric block only what lies on and under the diagonal is computed.
 */
final class KernelSums {

  private final List<NDArray> targets;
  private final long block;
  private final long outputs;
  private final long chunkBytes;
  private final NDArray[] workspace = new NDArray[2];

  /**
   * @param targets one matrix, or one for each trainable parameter
   * @param block how many samples a fully computed block on the diagonal has, 0 if the two sides
   *     are not the same samples
   * @param outputs k
   * @param chunkBytes how large a temporary may be
   */
  KernelSums(List<NDArray> targets, long block, long outputs, long chunkBytes) {
    this.targets = targets;
    this.block = block;
    this.outputs = outputs;
    this.chunkBytes = chunkBytes;
  }

  /**
   * A matrix for the Jacobian of one side, with anything in it. It is the same memory each time:
   * fresh pages for every layer would cost as much as some of the arithmetic.
   *
   * @param side 0 or 1
   */
  NDArray rows(NDManager scratch, int side, long rows, long columns, DataType type) {
    long size = rows * columns;
    NDArray space = workspace[side];
    if (space == null || space.size() < size) {
      if (space != null) {
        space.close();
      }
      space = targets.get(0).getManager().create(new Shape(size), type);
      workspace[side] = space;
    }
    return Aten.alias(space, scratch).get("0:{}", size).reshape(rows, columns);
  }

  NDArray target(int parameter) {
    return targets.size() == 1 ? targets.get(0) : targets.get(parameter);
  }

  /** Whether the parts of two parameters, either may be absent, are added to the same matrix. */
  boolean together(int one, int other) {
    return one != Layer.NONE && other != Layer.NONE && target(one) == target(other);
  }

  boolean symmetric() {
    return block > 0;
  }

  /** The size of a diagonal block in samples, 0 if everything is computed. */
  long block() {
    return block;
  }

  /** Adds P Q^T, P [rows, q], Q [columns, q] being the Jacobian by (a part of) a parameter. */
  void addRows(int parameter, NDArray p, NDArray q) {
    addRows(parameter, p, q, 1);
  }

  /** Adds factor P Q^T. */
  void addRows(int parameter, NDArray p, NDArray q, double factor) {
    Aten.addGram(target(parameter), p, q, factor, block * outputs);
  }

  /** How many of {@code total} slices of {@code bytes} each fit into a temporary, at least one. */
  long slices(long total, long bytes) {
    return Math.max(1, Math.min(total, chunkBytes / Math.max(1, bytes)));
  }

  /** Bytes of one number of {@code array}. */
  static long width(NDArray array) {
    return array.getDataType().getNumOfBytes();
  }

  /** A temporary scope beside the arrays of a layer. */
  static NDManager scratch(NDArray like) {
    return NDManager.newBaseManager(like.getDevice(), "PyTorch");
  }
}
