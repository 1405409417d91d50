/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.KernelOperator;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.testing.ReferenceCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelSharpnessTest {

  /** Relative; Lanczos on the operator stops at residuals of 1e-5. */
  private static final double ROUNDING = 1e-8;

  @ParameterizedTest
  @EnumSource(ReferenceCase.class)
  void squaredLossesGiveTheFactorsOfThePapersAndOfDjl(ReferenceCase reference) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, DataType.FLOAT64);
      NDList labels = new NDList(loaded.y());
      double n = loaded.y().getShape().get(0);
      double k = loaded.y().getShape().get(1);
      double lambda = loaded.truth().get("kernel.eigenvalues").getDouble(0);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x())) {
        assertRelative(
            2 / n * lambda, KernelSharpness.of(kernel, SquaredErrorLoss.create(), labels));
        assertRelative(lambda / (n * k), KernelSharpness.of(kernel, Loss.l2Loss(), labels));
        double sharpness = KernelSharpness.of(kernel, SquaredErrorLoss.create(), labels);
        assertRelative(n / lambda, CriticalRate.fromSharpness(sharpness, 0).rate());
        assertRelative(1.9 * n / lambda, CriticalRate.fromSharpness(sharpness, 0.9).rate());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ReferenceCase.class,
      names = {"NTK_FCN_K3", "TANH_FCN_K3", "LAYER_NORM_K3", "EMBEDDING_K3"})
  void crossEntropyEqualsTheGaussNewtonMatrixByItsDefinition(ReferenceCase reference) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, DataType.FLOAT64);
      NDList labels = new NDList(loaded.labels().orElseThrow());
      double truth = gaussNewton(manager, loaded);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x());
          KernelOperator operator = TangentKernel.of(model).operator(new NDList(loaded.x()))) {
        Loss loss = Loss.softmaxCrossEntropyLoss();
        assertRelative(truth, KernelSharpness.of(kernel, loss, labels));
        assertRelative(truth, KernelSharpness.of(operator, loss, labels));
      }
    }
  }

  /** lambda_max of sum_i J_i^T (diag(p_i) - p_i p_i^T) J_i / n from the reference's Jacobian. */
  private static double gaussNewton(NDManager manager, ReferenceCase.Loaded loaded) {
    NDArray jacobian = loaded.truth().get("jacobian");
    NDArray p = loaded.truth().get("f").softmax(1);
    long n = p.getShape().get(0);
    long k = p.getShape().get(1);
    NDArray sum =
        manager.zeros(
            jacobian.getShape().slice(1).addAll(jacobian.getShape().slice(1)), DataType.FLOAT64);
    for (long i = 0; i < n; i++) {
      NDArray rows = jacobian.get("{}:{}", i * k, (i + 1) * k);
      NDArray pi = p.get(i).reshape(k, 1);
      NDArray block = manager.eye((int) k).toType(DataType.FLOAT64, false).mul(pi);
      block = block.sub(pi.matMul(pi.transpose()));
      sum = sum.add(rows.transpose().matMul(block).matMul(rows).div(n));
    }
    try (Eigenpairs top = DenseEigen.top(sum, 1)) {
      return top.values()[0];
    }
  }

  private static void assertRelative(double expected, double found) {
    assertEquals(expected, found, ROUNDING * Math.abs(expected));
  }
}
