/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.linalg.LinearOperator;

/**
 * D^(-1/2) H D^(-1/2) for a symmetric operator H [p, p] and a positive diagonal D [p]. It has the
 * eigenvalues of D^(-1) H but is symmetric.
 *
 * <p>With H the loss Hessian and D the preconditioner of an adaptive optimizer, as sqrt(v) + eps
 * for Adam with v its bias-corrected second moment, its largest eigenvalue is the preconditioned
 * sharpness, which training drives to (2 + 2 beta_1) / ((1 - beta_1) eta), 38 / eta for beta_1 =
 * 0.9. Cohen et al. (2022), Adaptive gradient methods at the edge of stability.
 *
 * <p>Cost of a product: that of H and two passes over p numbers. H stays the caller's to close.
 */
public final class PreconditionedOperator implements LinearOperator, AutoCloseable {

  private final LinearOperator operator;
  private final NDManager manager;
  private final NDArray root;

  private PreconditionedOperator(LinearOperator operator, NDManager manager, NDArray root) {
    this.operator = operator;
    this.manager = manager;
    this.root = root;
  }

  /**
   * Preconditions an operator.
   *
   * @param operator H
   * @param diagonal D [p] of the operator's type, copied
   * @throws MeasurementException if D has another length, type or device than H, or an entry that
   *     is not finite or not positive
   */
  public static PreconditionedOperator of(LinearOperator operator, NDArray diagonal) {
    Vectors.require(
        diagonal, "a diagonal", new Shape(operator.size()), operator.dataType(), operator.device());
    NDManager manager = NDManager.newBaseManager(operator.device(), "PyTorch");
    try (NDManager scratch = manager.newSubManager()) {
      NDArray own = diagonal.stopGradient();
      own.attach(scratch);
      requirePositive(scratch, own);
      NDArray root = own.sqrt();
      root.attach(manager);
      return new PreconditionedOperator(operator, manager, root);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  @Override
  public long size() {
    return operator.size();
  }

  @Override
  public DataType dataType() {
    return operator.dataType();
  }

  @Override
  public Device device() {
    return operator.device();
  }

  /**
   * D^(-1/2) H D^(-1/2) v.
   *
   * @param vector v [p], left unchanged
   * @return a new array [p] that belongs to the manager of v
   * @throws MeasurementException if the vector does not suit, this is closed, or H refuses
   */
  @Override
  public NDArray apply(NDArray vector) {
    Vectors.requireOpen(manager.isOpen(), "the preconditioned operator");
    Vectors.require(vector, "a vector", new Shape(size()), dataType(), device());
    try (NDManager scratch = manager.newSubManager()) {
      NDArray own = vector.stopGradient();
      own.attach(scratch);
      NDArray product = operator.apply(own.div(root)).div(root);
      product.attach(vector.getManager());
      return product;
    }
  }

  private static void requirePositive(NDManager scratch, NDArray diagonal) {
    boolean finite = Aten.finite(scratch, new NDList(diagonal))[0];
    double least = finite ? Vectors.number(diagonal.min()) : Double.NaN;
    if (!(least > 0)) {
      throw new MeasurementException(
          "a positive, finite diagonal",
          finite ? "the entry " + least : "NaN or infinite entries",
          "add the optimizer's epsilon, as sqrt(v) + epsilon, and measure after its first step");
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
