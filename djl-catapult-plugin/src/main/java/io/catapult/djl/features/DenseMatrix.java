/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.MeasurementException;

/** An AGOP as its d x d numbers. */
final class DenseMatrix implements AgopForm {

  /**
   * The largest ||M - M^T||_F / ||M||_F of a matrix that counts as symmetric: rounding of sums of
   * float32 numbers, in which type they may be stored by now.
   */
  private static final double ASYMMETRY = 1e-5;

  private final NDArray array;

  DenseMatrix(NDArray array) {
    this.array = array;
  }

  /**
   * A copy of a matrix that a caller gave.
   *
   * @throws MeasurementException if it is not square, symmetric, finite and floating-point
   */
  static DenseMatrix copyOf(NDArray matrix, NDManager owner) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray given = Views.alias(matrix, scope);
      NDArray transposed = given.transpose();
      requireSymmetric(given, given.sub(transposed));
      NDArray copy = given.add(transposed).divi(2);
      copy.attach(owner);
      return new DenseMatrix(copy);
    }
  }

  DenseMatrix duplicate(NDManager owner) {
    NDArray copy = array.duplicate();
    copy.attach(owner);
    return new DenseMatrix(copy);
  }

  /** Checks all but the symmetry of a matrix that a caller gave. */
  static void require(NDArray matrix) {
    Inputs.requireOpen(matrix, "the matrix");
    Shape shape = matrix.getShape();
    boolean square = shape.dimension() == 2 && shape.get(0) == shape.get(1) && shape.get(0) > 0;
    if (!square || !matrix.getDataType().isFloating()) {
      throw new MeasurementException(
          "a floating-point matrix [d, d]",
          shape + " of " + matrix.getDataType(),
          "give the average over samples of J^T J, with d the numbers of one input");
    }
    try (NDManager scope = NDManager.newBaseManager(matrix.getDevice(), "PyTorch")) {
      if (!Aten.finite(scope, new NDList(matrix))[0]) {
        throw new MeasurementException(
            "a finite matrix", "NaN or infinite entries in " + shape, "check how it was made");
      }
    }
  }

  private static void requireSymmetric(NDArray matrix, NDArray difference) {
    double norm = Math.sqrt(Sums.ofProducts(matrix, matrix));
    double asymmetry = Math.sqrt(Sums.ofProducts(difference, difference));
    if (asymmetry > ASYMMETRY * norm) {
      throw new MeasurementException(
          "a symmetric matrix, ||M - M^T||_F at most " + ASYMMETRY + " ||M||_F",
          "||M - M^T||_F = " + asymmetry + ", ||M||_F = " + norm,
          "give the average over samples of J^T J, or (M + M^T) / 2 if that is what is meant");
    }
  }

  /** G [d, d]. */
  NDArray array() {
    return array;
  }

  @Override
  public DataType dataType() {
    return array.getDataType();
  }

  @Override
  public double trace() {
    try (NDManager scope = array.getManager().newSubManager()) {
      return Sums.of(diagonal(scope));
    }
  }

  @Override
  public double frobeniusNorm() {
    return Math.sqrt(Sums.ofProducts(array, array));
  }

  @Override
  public NDArray diagonal(NDManager owner) {
    long d = array.getShape().get(0);
    try (NDManager scope = owner.newSubManager()) {
      NDArray entries = Views.alias(array, scope).reshape(d * d);
      NDArray diagonal = entries.get(scope, new NDIndex().addSliceDim(0, d * d, d + 1)).duplicate();
      diagonal.attach(owner);
      return diagonal;
    }
  }

  @Override
  public PrincipalDirections top(int s, NDManager owner) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray wide = Views.as(DataType.FLOAT64, array, scope);
      return PrincipalDirections.of(wide, 1, s, vectors -> vectors, dataType(), owner);
    }
  }
}
