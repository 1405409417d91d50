/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.LayerCall;
import io.catapult.djl.autodiff.ModelView;

/**
 * K(X, X) of a model whose parameters all belong to linear layers, in one call to the engine after
 * the forward pass: the same products as {@link LinearJacobian}'s. For few samples the calls are
 * what a kernel costs.
 *
 * @param matrix K [n*k, n*k]
 * @param outputs f [n, k]
 */
record LinearKernel(NDArray matrix, NDArray outputs) {

  /**
   * @param owner the owner of both arrays
   * @param plan one that {@link LayerPlan#isLinear()}
   */
  static LinearKernel of(NDManager owner, ModelView model, NDList x, LayerPlan plan) {
    try (Evaluation evaluation = model.evaluate(x, plan.leaves())) {
      NDList zs = new NDList();
      NDList inputs = new NDList();
      double[] scales = new double[2 * evaluation.calls().size()];
      for (LayerCall call : evaluation.calls()) {
        Layer.Linear layer = (Layer.Linear) call.layer();
        scales[2 * zs.size()] = layer.scale() * layer.scale();
        scales[2 * zs.size() + 1] = layer.bias() == Layer.NONE ? 0 : 1;
        zs.add(call.output());
        inputs.add(call.input().stopGradient());
      }
      NDArray factors = evaluation.manager().create(scales, new Shape(zs.size(), 2));
      NDArray matrix = Aten.linearKernel(owner, evaluation.outputs(), zs, inputs, factors);
      NDArray outputs = evaluation.outputs().stopGradient();
      outputs.attach(owner);
      return new LinearKernel(matrix, outputs);
    }
  }
}
