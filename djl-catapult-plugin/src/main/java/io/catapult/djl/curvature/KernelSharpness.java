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
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.KernelOperator;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.LinearOperator;
import java.util.OptionalDouble;

/**
 * The largest eigenvalue of the Gauss-Newton matrix J^T B J of a loss, from the tangent kernel K =
 * J J^T: lambda_max(B^(1/2) K B^(1/2)), B being the loss's second derivative by the outputs. For
 * the papers' squared loss that is (2/n) lambda_max(K), so that {@link
 * CriticalRate#fromSharpness(double, double)} of it is n / lambda_max(K) (Zhu et al., Catapults in
 * SGD, section 2); for {@code l2Loss} it is lambda_max(K) / (n k); for softmax cross-entropy, and
 * any other convex loss that is a sum over samples, it follows from differentiating the loss.
 *
 * <p>It equals lambda_max of the loss Hessian where the residuals, or the model's own curvature,
 * are small.
 */
public final class KernelSharpness {

  private KernelSharpness() {}

  /**
   * From a kernel matrix K(X, X). Cost: its largest eigenvalue.
   *
   * @param kernel the kernel, which carries the outputs f(X)
   * @param loss the loss in use
   * @param labels the labels that the loss takes
   * @return lambda_max of the Gauss-Newton matrix
   * @throws io.catapult.djl.autodiff.MeasurementException if the labels do not suit, or the loss is
   *     not convex, not twice differentiable or couples samples
   */
  public static double of(KernelMatrix kernel, Loss loss, NDList labels) {
    OptionalDouble known = KnownScale.of(loss, kernel.outputs(), labels);
    return known.isPresent()
        ? known.getAsDouble() * largest(Eigen.top(kernel.matrix(), 1))
        : differentiated(kernel, loss, labels);
  }

  /**
   * The same where the kernel's top eigenpairs are at hand: a loss whose second derivative is a
   * multiple of the identity takes the largest eigenvalue from them.
   *
   * @param kernel the kernel, which carries the outputs f(X)
   * @param top the top eigenpairs of that kernel, at least one
   * @param loss the loss in use
   * @param labels the labels that the loss takes
   * @return lambda_max of the Gauss-Newton matrix
   * @throws io.catapult.djl.autodiff.MeasurementException as without eigenpairs, or if those given
   *     have not converged
   */
  public static double of(KernelMatrix kernel, Eigenpairs top, Loss loss, NDList labels) {
    OptionalDouble known = KnownScale.of(loss, kernel.outputs(), labels);
    return known.isPresent()
        ? known.getAsDouble() * top.orThrow().values()[0]
        : differentiated(kernel, loss, labels);
  }

  /** By differentiating the loss, whatever it is. */
  static double differentiated(KernelMatrix kernel, Loss loss, NDList labels) {
    try (LossCurvature curvature = LossCurvature.of(loss, kernel.outputs(), labels)) {
      OptionalDouble scale = curvature.scale();
      if (scale.isPresent()) {
        return scale.getAsDouble() * largest(Eigen.top(kernel.matrix(), 1));
      }
      try (NDManager scratch = kernel.outputs().getManager().newSubManager()) {
        NDArray roots = curvature.squareRoots(scratch);
        return largest(Eigen.top(weighted(scratch, kernel, roots), 1));
      }
    }
  }

  /** B^(1/2) K B^(1/2): the blocks are applied to the rows, and then, transposed, again. */
  private static NDArray weighted(NDManager scratch, KernelMatrix kernel, NDArray roots) {
    Shape blocks = roots.getShape();
    NDArray k = Aten.alias(kernel.matrix(), scratch);
    long size = k.getShape().get(0);
    NDArray half = roots.matMul(k.reshape(blocks.get(0), blocks.get(1), size));
    NDArray turned = half.reshape(size, size).transpose();
    return roots.matMul(turned.reshape(blocks.get(0), blocks.get(1), size)).reshape(size, size);
  }

  /**
   * From the kernel as an operator, by Lanczos.
   *
   * @param kernel the operator, which carries the outputs f(X)
   * @param loss the loss in use
   * @param labels the labels that the loss takes
   * @return lambda_max of the Gauss-Newton matrix
   * @throws io.catapult.djl.autodiff.MeasurementException as for a matrix, or if Lanczos did not
   *     converge
   */
  public static double of(KernelOperator kernel, Loss loss, NDList labels) {
    OptionalDouble known = KnownScale.of(loss, kernel.outputs(), labels);
    if (known.isPresent()) {
      return known.getAsDouble() * largest(Eigen.top(kernel, 1));
    }
    try (LossCurvature curvature = LossCurvature.of(loss, kernel.outputs(), labels)) {
      OptionalDouble scale = curvature.scale();
      if (scale.isPresent()) {
        return scale.getAsDouble() * largest(Eigen.top(kernel, 1));
      }
      try (NDManager scratch = kernel.outputs().getManager().newSubManager()) {
        NDArray roots = curvature.squareRoots(scratch);
        return largest(Eigen.top(new Weighted(kernel, roots), 1));
      }
    }
  }

  private static double largest(Eigenpairs pairs) {
    try (pairs) {
      return pairs.orThrow().values()[0];
    }
  }

  /** v -> B^(1/2) K B^(1/2) v. */
  private record Weighted(LinearOperator kernel, NDArray roots) implements LinearOperator {

    @Override
    public long size() {
      return kernel.size();
    }

    @Override
    public DataType dataType() {
      return kernel.dataType();
    }

    @Override
    public Device device() {
      return kernel.device();
    }

    @Override
    public NDArray apply(NDArray vector) {
      try (NDManager scratch = vector.getManager().newSubManager()) {
        NDArray result = half(scratch, kernel.apply(half(scratch, vector)));
        result.attach(vector.getManager());
        return result;
      }
    }

    private NDArray half(NDManager scratch, NDArray vector) {
      Shape blocks = roots.getShape();
      NDArray columns = Aten.alias(vector, scratch).reshape(blocks.get(0), blocks.get(1), 1);
      return Aten.alias(roots, scratch).matMul(columns).reshape(-1);
    }
  }
}
