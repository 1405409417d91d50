/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;

/**
 * A symmetric matrix that is held in memory, as a map v -> M v. Cost of a product: m^2
 * multiplications. That M is symmetric is taken on trust.
 */
public final class DenseOperator implements LinearOperator {

  private final NDArray matrix;

  /**
   * Wraps a matrix; it is neither copied nor owned.
   *
   * @param matrix M [m, m], symmetric, float32 or float64
   * @throws MeasurementException if it is not square or not of a floating type
   */
  public DenseOperator(NDArray matrix) {
    requireSquare(matrix);
    this.matrix = matrix;
  }

  static void requireSquare(NDArray matrix) {
    Shape shape = matrix.getShape();
    DataType type = matrix.getDataType();
    boolean square = shape.dimension() == 2 && shape.get(0) == shape.get(1) && shape.get(0) > 0;
    if (!square || (type != DataType.FLOAT32 && type != DataType.FLOAT64)) {
      throw new MeasurementException(
          "a symmetric matrix [m, m] of float32 or float64",
          "shape " + shape + " of " + type,
          "pass a kernel or Gram matrix; convert integers and half precision with toType");
    }
  }

  @Override
  public long size() {
    return matrix.getShape().get(0);
  }

  @Override
  public DataType dataType() {
    return matrix.getDataType();
  }

  @Override
  public Device device() {
    return matrix.getDevice();
  }

  @Override
  public NDArray apply(NDArray vector) {
    // v^T M, which is M v: the result belongs to the manager of the left factor.
    return vector.matMul(matrix);
  }
}
