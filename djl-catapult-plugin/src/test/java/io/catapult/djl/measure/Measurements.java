/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.measure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.GaussNewton;
import io.catapult.djl.curvature.KernelSharpness;
import io.catapult.djl.curvature.LossHessian;
import io.catapult.djl.curvature.OutputDerivatives;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.features.Agop;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.KernelOperator;
import io.catapult.djl.kernel.LossSplit;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.SpectralDensity;
import io.catapult.djl.linalg.TraceEstimator;

/** Every kind of measurement once. */
final class Measurements implements AutoCloseable {

  private final ModelView model;
  private final TangentKernel kernel;
  private final SharpnessTracker sharpness = SharpnessTracker.top(1);
  private final Loss loss;
  private final NDList x;
  private final NDList y;

  Measurements(ModelView model, Loss loss, NDArray x, NDArray y) {
    this.model = model;
    this.kernel = TangentKernel.of(model);
    this.loss = loss;
    this.x = new NDList(x);
    this.y = new NDList(y);
  }

  void takeAll() {
    kernels();
    operators();
    agop();
  }

  private void kernels() {
    try (KernelMatrix matrix = kernel.exactByParameter(x);
        Eigenpairs top = Eigen.top(matrix.matrix(), 2)) {
      LossSplit.of(matrix, y.head(), top);
      KernelSharpness.of(matrix, loss, y);
    }
    try (KernelOperator operator = kernel.operator(x);
        Eigenpairs top = Eigen.top(operator, 1)) {
      top.values();
    }
  }

  private void operators() {
    sharpness.measure(model, loss, x, y);
    try (NDManager scope = NDManager.newBaseManager("PyTorch");
        LossHessian hessian = LossHessian.of(model, loss, x, y);
        GaussNewton gaussNewton = GaussNewton.of(model, loss, x, y);
        OutputDerivatives derivatives = OutputDerivatives.of(model, x)) {
      NDArray v = scope.ones(new Shape(model.parameterCount()));
      hessian.apply(v);
      gaussNewton.apply(v);
      derivatives.first(v);
      derivatives.second(v);
      TraceEstimator.estimate(hessian, 2, 1);
      SpectralDensity.of(hessian, 1, 3, 1);
    }
  }

  private void agop() {
    try (Agop agop = Agop.of(model, x);
        Agop other = Agop.of(model, x)) {
      agop.alignment(other);
      agop.topInputs(2);
    }
  }

  @Override
  public void close() {
    sharpness.close();
  }
}
