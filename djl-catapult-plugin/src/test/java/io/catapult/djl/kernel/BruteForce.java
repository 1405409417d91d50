/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.ModelView;

/** The kernel by its definition: one backward pass for each row of the whole Jacobian. */
final class BruteForce {

  private BruteForce() {}

  static NDArray kernel(NDManager owner, ModelView model, NDList x) {
    try (Evaluation evaluation = model.evaluate(x, Leaves.WEIGHTS)) {
      NDManager scope = evaluation.manager();
      NDArray f = evaluation.outputs();
      NDList rows = new NDList();
      for (long row = 0; row < f.size(); row++) {
        NDArray one = scope.zeros(new Shape(f.size()), model.dataType());
        one.get("{}:{}", row, row + 1).addi(1);
        NDList cotangent = new NDList(one.reshape(f.getShape()));
        NDList gradient =
            Aten.grad(scope, new NDList(f), evaluation.leaves(), cotangent, Aten.Graph.RETAIN);
        rows.add(Aten.flatten(scope, gradient).expandDims(0));
      }
      NDArray jacobian = NDArrays.concat(rows, 0);
      NDArray kernel = jacobian.matMul(jacobian.transpose());
      kernel.attach(owner);
      return kernel;
    }
  }
}
