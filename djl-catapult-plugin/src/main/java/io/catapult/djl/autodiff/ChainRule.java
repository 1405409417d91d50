/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Carries jets through any function z = g(a) of arrays: z' = J a' and z'' = J a'' + a'^T H a'.
 *
 * <p>The pull-back J^T u is recorded for a dummy u. It is linear in u, so J a' is its derivative by
 * u with cotangent a'. The pull-back of a' through it to a, (a'^T H)^T u, is linear in u again and
 * gives the second term in the same way. By a it is differentiated no oftener than the order: the
 * engine's derivatives of a LayerNorm are wrong from the third on.
 */
final class ChainRule {

  private final int order;
  private final boolean constantHighest;
  private final NDManager scope;

  /**
   * A rule for jets of one order.
   *
   * @param order 1 or 2
   * @param constantHighest whether the highest derivatives are left out of the graph
   * @param scope the owner of what is computed
   */
  ChainRule(int order, boolean constantHighest, NDManager scope) {
    this.order = order;
    this.constantHighest = constantHighest;
    this.scope = scope;
  }

  List<Jet> through(UnaryOperator<NDList> function, List<Jet> arguments) {
    NDList values = new NDList();
    NDList variables = new NDList();
    List<Jet> moving = new ArrayList<>();
    for (Jet each : arguments) {
      if (each.isConstant()) {
        values.add(each.get(0));
      } else {
        NDArray variable = variable(each.get(0));
        values.add(Aten.alias(variable, scope)); // the function may close what it is given
        variables.add(variable);
        moving.add(each);
      }
    }
    List<Jet> jets = new ArrayList<>();
    for (NDArray z : function.apply(values)) {
      boolean isMoved = !moving.isEmpty() && z.getDataType().isFloating();
      jets.add(isMoved ? jet(z, variables, moving) : Jet.constant(z, order));
    }
    return jets;
  }

  /** The array as a node of its own in the graph: others may be made of the same array. */
  private static NDArray variable(NDArray array) {
    NDArray node = array.reshape(array.getShape());
    node.setRequiresGradient(true);
    return node;
  }

  private Jet jet(NDArray z, NDList variables, List<Jet> moving) {
    NDArray u = scope.zeros(z.getShape(), z.getDataType());
    u.setRequiresGradient(true);
    List<NDArray> derivatives = new ArrayList<>(List.of(z));
    NDList pullBack = grad(new NDList(z), variables, new NDList(u), Aten.Graph.CREATE);
    Terms first = new Terms();
    first.add(pullBack, moving, 1);
    derivatives.add(first.by(u, graph(1)));
    if (order > 1) {
      Terms second = new Terms();
      second.add(pullBack, moving, 2);
      second.add(grad(first.heads, variables, first.cotangents, Aten.Graph.CREATE), moving, 1);
      derivatives.add(second.by(u, graph(2)));
    }
    return new Jet(derivatives);
  }

  private Aten.Graph graph(int i) {
    return constantHighest && i == order ? Aten.Graph.RETAIN : Aten.Graph.CREATE;
  }

  private NDList grad(NDList outputs, NDList inputs, NDList cotangents, Aten.Graph graph) {
    return Aten.grad(scope, outputs, inputs, cotangents, graph);
  }

  /** Sums of products of what is linear in u with derivatives of the arguments. */
  private final class Terms {

    private final NDList heads = new NDList();
    private final NDList cotangents = new NDList();

    void add(NDList linear, List<Jet> moving, int i) {
      for (int j = 0; j < moving.size(); j++) {
        NDArray derivative = moving.get(j).get(i);
        if (derivative != null) {
          heads.add(linear.get(j));
          cotangents.add(derivative);
        }
      }
    }

    NDArray by(NDArray u, Aten.Graph graph) {
      return grad(heads, new NDList(u), cotangents, graph).singletonOrThrow();
    }
  }
}
