/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import io.catapult.djl.nn.GraphNetwork;
import io.catapult.djl.nn.GraphPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Carries jets through blocks whose weights move on a straight path w + t v.
 *
 * <ul>
 *   <li>A sequence: one child after the other.
 *   <li>Parallel branches: each of them, and then the function that combines them.
 *   <li>A layer with a product, z = W a + b: z' = W a' + v_W a + v_b and z'' = W a'' + 2 v_W a'. A
 *       batch norm is one in evaluation: gamma times the normalised input, linear in both but for
 *       the running mean.
 *   <li>A network of a graph: layer by layer.
 *   <li>Any other block: by differentiating it, {@link ChainRule}.
 * </ul>
 */
final class JetRules {

  private final int order;
  private final boolean constantHighest;
  private final NDManager scope;
  private final ChainRule chain;
  private final Map<Parameter, NDArray> weights = new HashMap<>();
  private final Map<Parameter, NDArray> directions = new HashMap<>();

  JetRules(ParameterSet parameters, int order, boolean constantHighest, NDManager scope) {
    this.order = order;
    this.constantHighest = constantHighest;
    this.scope = scope;
    this.chain = new ChainRule(order, constantHighest, scope);
    parameters.all().forEach(each -> weights.put(each, Aten.alias(parameters.value(each), scope)));
  }

  /** Lets a parameter move; all others stay what they are. */
  void move(Parameter parameter, NDArray weight, NDArray direction) {
    weights.put(parameter, weight);
    directions.put(parameter, direction);
  }

  List<Jet> through(Block block, List<Jet> a) {
    if (block.getClass() == SequentialBlock.class
        && !((SequentialBlock) block).isReturnIntermediate()) {
      List<Jet> jets = a;
      for (Block child : block.getChildren().values()) {
        jets = through(child, jets);
      }
      return jets;
    }
    if (block.getClass() == ParallelBlock.class) {
      return throughBranches((ParallelBlock) block, a);
    }
    if (a.size() == 1 && KnownLayers.isProduct(block)) {
      Product product = (values, x, whole) -> run(store(block, values, whole), block, x);
      return List.of(bilinear(product, isMoved(block), a.get(0)));
    }
    if (a.size() == 1 && block instanceof GraphNetwork network) {
      return List.of(network.run(new JetPass(), a.get(0)));
    }
    return throughAny(block, a);
  }

  private List<Jet> throughBranches(ParallelBlock block, List<Jet> a) {
    List<Jet> all = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (Block child : block.getChildren().values()) {
      List<Jet> branch = through(child, a);
      all.addAll(branch);
      sizes.add(branch.size());
    }
    return chain.through(values -> KnownLayers.combine(block, split(values, sizes)), all);
  }

  private static List<NDList> split(NDList values, List<Integer> sizes) {
    Iterator<NDArray> next = values.iterator();
    List<NDList> branches = new ArrayList<>();
    for (int size : sizes) {
      NDList branch = new NDList();
      for (int i = 0; i < size; i++) {
        branch.add(next.next());
      }
      branches.add(branch);
    }
    return branches;
  }

  private boolean isMoved(Block block) {
    return block.getParameters().values().stream().anyMatch(directions::containsKey);
  }

  /** A product W a, linear in W and in a, and what is added to it. */
  @FunctionalInterface
  private interface Product {

    /**
     * The product.
     *
     * @param values in place of the weights; a weight that is not there is zero
     * @param whole whether what does not depend on a is added
     */
    NDArray of(Map<Parameter, NDArray> values, NDArray a, boolean whole);
  }

  private Jet bilinear(Product product, boolean isMoved, Jet a) {
    List<NDArray> z = new ArrayList<>(List.of(product.of(weights, a.get(0), true)));
    for (int i = 1; i <= order; i++) {
      int now = i;
      z.add(GradMode.run(records(i), () -> derivative(product, isMoved, a, now)));
    }
    return new Jet(z);
  }

  private boolean records(int i) {
    return !(constantHighest && i == order);
  }

  /** W a^(i) + i v_W a^(i - 1), and v_b at i = 1. */
  private NDArray derivative(Product product, boolean isMoved, Jet a, int i) {
    NDArray fixed = a.get(i) == null ? null : product.of(weights, a.get(i), false);
    if (!isMoved || a.get(i - 1) == null) {
      return fixed;
    }
    NDArray moved = product.of(directions, a.get(i - 1), i == 1);
    NDArray term = i == 1 ? moved : moved.mul(i);
    return fixed == null ? term : fixed.add(term);
  }

  /** A layer's parameters for a product with other values of the trainable ones. */
  private LeafStore store(Block layer, Map<Parameter, NDArray> values, boolean whole) {
    LeafStore store = new LeafStore(scope, null);
    for (Pair<String, Parameter> entry : layer.getDirectParameters()) {
      Parameter parameter = entry.getValue();
      NDArray weight = weights.get(parameter);
      NDArray value =
          switch (entry.getKey()) {
            case "runningVar" -> weight;
            case "runningMean" -> whole ? weight : null;
            case "bias", "beta" -> whole ? values.get(parameter) : null;
            default -> values.get(parameter);
          };
      store.put(parameter, value == null ? weight.zerosLike() : value);
    }
    return store;
  }

  private NDArray run(LeafStore store, Block block, NDArray a) {
    return block.forward(store, new NDList(a), false, null).singletonOrThrow();
  }

  /** Of a network of a graph. */
  private final class JetPass implements GraphPass<Jet> {

    @Override
    public Jet linear(Function<NDList, NDArray> function, List<Jet> values) {
      List<NDArray> z = new ArrayList<>();
      for (int i = 0; i <= order; i++) {
        int now = i;
        boolean isZero = values.stream().allMatch(each -> each.get(now) == null);
        z.add(isZero ? null : GradMode.run(records(i), () -> linear(function, values, now)));
      }
      return new Jet(z);
    }

    private NDArray linear(Function<NDList, NDArray> function, List<Jet> values, int i) {
      NDList arguments = new NDList();
      for (Jet each : values) {
        arguments.add(each.get(i) == null ? each.get(0).zerosLike() : each.get(i));
      }
      return function.apply(arguments);
    }

    @Override
    public Jet product(Parameter weight, GraphPass.Product product, Jet sources) {
      return bilinear(
          (values, x, whole) ->
              product.of(each -> (each == weight ? values : weights).get(each), x),
          directions.containsKey(weight),
          sources);
    }

    @Override
    public Jet activation(Function<NDArray, NDArray> function, Jet preActivation) {
      return chain
          .through(z -> new NDList(function.apply(z.head())), List.of(preActivation))
          .get(0);
    }
  }

  private List<Jet> throughAny(Block block, List<Jet> a) {
    List<Parameter> own = block.getParameters().values();
    List<Jet> arguments = new ArrayList<>(a);
    for (Parameter each : own) {
      NDArray[] path = {weights.get(each), directions.get(each), null};
      arguments.add(new Jet(Arrays.asList(path).subList(0, order + 1)));
    }
    int inputs = a.size();
    UnaryOperator<NDList> forward =
        values -> {
          LeafStore store = new LeafStore(scope, null);
          for (int i = 0; i < own.size(); i++) {
            store.put(own.get(i), values.get(inputs + i));
          }
          return block.forward(store, new NDList(values.subList(0, inputs)), false, null);
        };
    return chain.through(forward, arguments);
  }
}
