/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Inputs;
import io.catapult.djl.autodiff.MeasurementException;

/** An AGOP as G = F^T F / n, its gradients F [m, d] kept in place of d x d numbers. */
final class GradientFactor implements AgopForm {

  private final NDArray rows;
  private final long samples;

  GradientFactor(NDArray rows, long samples) {
    this.rows = rows;
    this.samples = samples;
  }

  /**
   * Checks a factor that a caller gave.
   *
   * @throws MeasurementException if it is not a finite floating-point matrix with entries
   */
  static void require(NDArray factor) {
    Inputs.requireOpen(factor, "the factor");
    Shape shape = factor.getShape();
    if (shape.dimension() != 2 || shape.size() == 0 || !factor.getDataType().isFloating()) {
      throw new MeasurementException(
          "a floating-point factor [r, d]",
          shape + " of " + factor.getDataType(),
          "give F with G = F^T F, d being the numbers of one input");
    }
    if (!Aten.isFinite(factor)) {
      throw new MeasurementException(
          "a finite factor", "NaN or infinite entries in " + shape, "check how it was made");
    }
  }

  /** A copy of a factor that a caller gave, G = F^T F. */
  static GradientFactor copyOf(NDArray factor, NDManager owner) {
    return new GradientFactor(factor, 1).duplicate(owner);
  }

  GradientFactor duplicate(NDManager owner) {
    NDArray copy = rows.duplicate();
    copy.attach(owner);
    return new GradientFactor(copy, samples);
  }

  /** F [m, d]. */
  NDArray rows() {
    return rows;
  }

  /** The number of rows, m = n*k. */
  long count() {
    return rows.getShape().get(0);
  }

  /** The number of samples, n. */
  long samples() {
    return samples;
  }

  NDArray matrix(NDManager owner) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray transposed = Views.alias(rows, scope).transpose();
      return SymmetricProduct.of(transposed, owner).divi(samples);
    }
  }

  @Override
  public DataType dataType() {
    return rows.getDataType();
  }

  @Override
  public double trace() {
    return Sums.ofProducts(rows, rows) / samples;
  }

  /** ||F F^T||_F / n: F F^T has the eigenvalues of F^T F other than zero. */
  @Override
  public double frobeniusNorm() {
    try (NDManager scope = rows.getManager().newSubManager()) {
      NDArray gram = SymmetricProduct.of(rows, scope);
      return Math.sqrt(Sums.ofProducts(gram, gram)) / samples;
    }
  }

  @Override
  public NDArray diagonal(NDManager owner) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray sums = Sums.ofSquaresByColumn(rows, scope);
      NDArray diagonal = sums.divi(samples).toType(dataType(), false);
      diagonal.attach(owner);
      return diagonal;
    }
  }

  /** From F F^T u = n lambda u follows that F^T u is an eigenvector of G. */
  @Override
  public PrincipalDirections top(int s, NDManager owner) {
    try (NDManager scope = owner.newSubManager()) {
      NDArray wide = Views.as(DataType.FLOAT64, rows, scope);
      return PrincipalDirections.of(
          SymmetricProduct.of(wide, scope),
          samples,
          s,
          vectors -> wide.transpose().matMul(vectors),
          dataType(),
          owner);
    }
  }
}
