/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.Evaluation;
import io.catapult.djl.autodiff.Layer;
import io.catapult.djl.autodiff.Leaves;
import io.catapult.djl.autodiff.ModelView;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Compares J^T v by the layers' rules with J^T v by automatic differentiation. */
final class RuleCheck {

  /** Far above the rounding of float32 sums, far below the effect of a wrong rule. */
  private static final double TOLERANCE = 1e-3;

  /** What a gradient that is truly zero, such as that of a key's bias, comes to beside the rest. */
  private static final double ROUNDING = 1e-6;

  private final ModelView model;
  private final NDList x;

  RuleCheck(ModelView model, NDList x) {
    this.model = model;
    this.x = x;
  }

  /** Removes every layer whose rule is wrong for this model when it is evaluated so. */
  void removeWrong(Leaves leaves, Set<Layer> layers) {
    if (layers.isEmpty()) {
      return;
    }
    try (LayerJacobians jacobians = new LayerJacobians(model, x, leaves, layers);
        Evaluation evaluation = model.evaluate(x, Leaves.WEIGHTS)) {
      NDManager scope = evaluation.manager();
      NDArray v = cotangent(scope, evaluation.outputs().getShape());
      NDList truth =
          Aten.grad(
              scope,
              new NDList(evaluation.outputs()),
              evaluation.leaves(),
              new NDList(v),
              Aten.Graph.RELEASE);
      double floor = ROUNDING * norm(Aten.flatten(scope, truth));
      layers.removeIf(layer -> !agrees(jacobians.byLayer().get(layer), v, truth, floor));
    }
  }

  private static boolean agrees(LayerJacobian rule, NDArray v, NDList truth, double floor) {
    if (rule == null) {
      return false;
    }
    Map<Integer, NDArray> byRule = rule.transposed(v.getManager(), v);
    for (Map.Entry<Integer, NDArray> entry : byRule.entrySet()) {
      NDArray expected = truth.get(entry.getKey());
      if (!expected.getShape().equals(entry.getValue().getShape())) {
        return false;
      }
      double error = norm(entry.getValue().sub(expected));
      if (!(error <= TOLERANCE * norm(expected) + floor)) {
        return false;
      }
    }
    return true;
  }

  private NDArray cotangent(NDManager scope, Shape shape) {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(shape.size(), 0.5, 1.5).toArray();
    return scope.create(values, shape).toType(model.dataType(), false);
  }

  private static double norm(NDArray array) {
    return Math.sqrt(array.toType(DataType.FLOAT64, false).square().sum().getDouble());
  }
}
