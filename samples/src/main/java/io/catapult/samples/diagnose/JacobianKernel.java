/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.samples.Progress;

/**
 * The tangent kernel K = J J^T in float64 from the Jacobian in the model's type: see {@link Gram}.
 * Cost: a forward pass for each sample, a backward pass for each of its outputs, and n k p numbers
 * in memory.
 */
final class JacobianKernel {

  private JacobianKernel() {}

  /**
   * The kernel.
   *
   * @param owner of the result
   * @param x inputs of samples that do not affect each other [n, ..]
   * @param k the number of outputs
   * @return K [n*k, n*k], row i*k + c = output c of sample i
   */
  static NDArray of(NDManager owner, ModelView model, NDArray x, int k) {
    long n = x.getShape().get(0);
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch");
        Progress bar = Progress.of("tangent kernel")) {
      NDArray jacobian = scope.zeros(new Shape(n * k, model.parameterCount()), model.dataType());
      for (long i = 0; i < n; i++) {
        fill(jacobian, model, x, i);
        bar.at((i + 1.0) / n, (i + 1) + "/" + n + " samples");
      }
      NDArray kernel = Gram.of(scope, jacobian);
      kernel.attach(owner);
      return kernel;
    }
  }

  /** The rows of one sample. */
  private static void fill(NDArray jacobian, ModelView model, NDArray x, long i) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch");
        Evaluation one =
            model.evaluate(
                new NDList(Aten.alias(x, scope).get("{}:{}", i, i + 1)), Leaves.WEIGHTS)) {
      NDList f = new NDList(one.outputs());
      long k = one.outputsPerSample();
      for (long c = 0; c < k; c++) {
        NDArray unit = one.manager().zeros(one.outputs().getShape(), model.dataType());
        unit.get(":, {}:{}", c, c + 1).addi(1);
        Aten.Graph graph = c + 1 < k ? Aten.Graph.RETAIN : Aten.Graph.RELEASE;
        NDList row = Aten.grad(one.manager(), f, one.leaves(), new NDList(unit), graph);
        Aten.alias(jacobian, scope).get(i * k + c).addi(Aten.flatten(scope, row));
      }
    }
  }
}
