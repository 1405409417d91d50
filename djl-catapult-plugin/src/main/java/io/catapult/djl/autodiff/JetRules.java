/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Carries jets through blocks whose weights move on a straight path w + t v.
 *
 * <ul>
 *   <li>A sequence: one child after the other.
 *   <li>A layer with a product, z = W a + b: z' = W a' + v_W a + v_b and z'' = W a'' + 2 v_W a'.
 *   <li>Any other block g: by differentiating g(w + t v; a + t a' + t^2/2 a'') by t. A pull-back to
 *       t, and its derivatives by t, are linear in the cotangent, and the pull-back of them to the
 *       cotangent are the derivatives. By t it is differentiated no oftener than the order: the
 *       engine's derivatives of a LayerNorm are wrong from the third by its input on.
 * </ul>
 */
final class JetRules {

  private static final double HALF = 0.5;

  private final ParameterSet parameters;
  private final int order;
  private final boolean constantHighest;
  private final NDManager scope;
  private final Map<Parameter, NDArray> weights = new HashMap<>();
  private final Map<Parameter, NDArray> directions = new HashMap<>();

  JetRules(ParameterSet parameters, int order, boolean constantHighest, NDManager scope) {
    this.parameters = parameters;
    this.order = order;
    this.constantHighest = constantHighest;
    this.scope = scope;
    parameters.all().forEach(each -> weights.put(each, Aten.alias(parameters.value(each), scope)));
  }

  /** Lets a parameter move; all others stay what they are. */
  void move(Parameter parameter, NDArray weight, NDArray direction) {
    weights.put(parameter, weight);
    directions.put(parameter, direction);
  }

  Jet through(Block block, Jet a) {
    if (block.getClass() == SequentialBlock.class
        && !((SequentialBlock) block).isReturnIntermediate()) {
      Jet jet = a;
      for (Block child : block.getChildren().values()) {
        jet = through(child, jet);
      }
      return jet;
    }
    if (KnownLayers.isProduct(block) && a.get(0).size() == 1) {
      return throughProduct(block, a);
    }
    return throughAny(block, a);
  }

  private Jet throughProduct(Block block, Jet a) {
    List<NDList> z = new ArrayList<>();
    z.add(run(block, weights, a.get(0)));
    for (int i = 1; i <= order; i++) {
      int now = i;
      boolean records = !(constantHighest && i == order);
      z.add(GradMode.run(records, () -> derivative(block, a, now)));
    }
    return new Jet(z);
  }

  /** W a^(i) + i v_W a^(i - 1), and v_b at i = 1. */
  private NDList derivative(Block block, Jet a, int i) {
    NDArray fixed = a.get(i) == null ? null : product(block, weights, a.array(i), false);
    NDArray moved = null;
    if (a.get(i - 1) != null && isMoved(block)) {
      moved = product(block, directions, a.array(i - 1), i == 1).mul(i);
    }
    if (fixed == null) {
      return moved == null ? null : new NDList(moved);
    }
    return new NDList(moved == null ? fixed : fixed.add(moved));
  }

  private boolean isMoved(Block block) {
    return block.getParameters().values().stream().anyMatch(directions::containsKey);
  }

  /** The block's product with other weights; those that are not there are zero. */
  private NDArray product(
      Block block, Map<Parameter, NDArray> values, NDArray a, boolean withBias) {
    Map<Parameter, NDArray> own = new HashMap<>();
    for (Pair<String, Parameter> entry : block.getDirectParameters()) {
      NDArray value = values.get(entry.getValue());
      boolean isThere = value != null && (withBias || !"bias".equals(entry.getKey()));
      own.put(entry.getValue(), isThere ? value : weights.get(entry.getValue()).zerosLike());
    }
    return run(block, own, new NDList(a)).singletonOrThrow();
  }

  private NDList run(Block block, Map<Parameter, NDArray> values, NDList a) {
    LeafStore store = new LeafStore(scope, null);
    block.getParameters().values().forEach(each -> store.put(each, values.get(each)));
    return block.forward(store, new NDList(a), false, null);
  }

  private Jet throughAny(Block block, Jet a) {
    if (a.isConstant() && !isMoved(block)) {
      List<NDList> z = new ArrayList<>(Collections.nCopies(order + 1, null));
      z.set(0, run(block, weights, a.get(0)));
      return new Jet(z);
    }
    NDArray t = variable(new Shape());
    Map<Parameter, NDArray> moving = new HashMap<>(weights);
    for (Parameter each : block.getParameters().values()) {
      if (directions.containsKey(each)) {
        moving.put(each, directions.get(each).mul(t).add(weights.get(each)));
      }
    }
    NDList value = run(block, moving, along(a, t));
    List<NDList> z = new ArrayList<>();
    z.add(value);
    for (int i = 1; i <= order; i++) {
      z.add(new NDList());
    }
    for (NDArray each : value) {
      NDArray cotangent = variable(each.getShape());
      NDArray slope = grad(each, t, cotangent);
      for (int i = 1; i <= order; i++) {
        slope = i == 1 ? slope : grad(slope, t, one());
        z.get(i).add(grad(slope, cotangent, one()));
      }
    }
    if (constantHighest) {
      z.set(order, detached(z.get(order)));
    }
    return new Jet(z);
  }

  /** a + t a' + t^2 / 2 a''. */
  private NDList along(Jet a, NDArray t) {
    NDList path = new NDList();
    for (int j = 0; j < a.get(0).size(); j++) {
      NDArray sum = a.get(0).get(j);
      if (a.get(1) != null) {
        sum = a.get(1).get(j).mul(t).add(sum);
      }
      if (order > 1 && a.get(2) != null) {
        sum = a.get(2).get(j).mul(t.mul(t).mul(HALF)).add(sum);
      }
      path.add(sum);
    }
    return path;
  }

  private NDArray variable(Shape shape) {
    NDArray zeros = scope.zeros(shape, parameters.dataType());
    zeros.setRequiresGradient(true);
    return zeros;
  }

  private NDArray one() {
    return scope.ones(new Shape(), parameters.dataType());
  }

  private NDArray grad(NDArray output, NDArray input, NDArray cotangent) {
    return Aten.grad(
            scope, new NDList(output), new NDList(input), new NDList(cotangent), Aten.Graph.CREATE)
        .singletonOrThrow();
  }

  private NDList detached(NDList arrays) {
    NDList detached = new NDList();
    for (NDArray array : arrays) {
      NDArray constant = array.stopGradient();
      constant.attach(scope);
      detached.add(constant);
    }
    return detached;
  }
}
