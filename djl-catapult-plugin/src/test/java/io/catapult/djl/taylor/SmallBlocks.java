/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import io.catapult.djl.nn.Connection;
import io.catapult.djl.nn.GraphNetwork;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.NeuronGraph;
import io.catapult.djl.nn.NeuronGraphBuilder;
import io.catapult.djl.nn.Neurons;
import io.catapult.djl.nn.WideResNetBuilder;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Blocks of every kind that derivatives by the weights are carried through in its own way. */
enum SmallBlocks {
  CONVOLUTIONAL(() -> Networks.convolutional().setDepth(3).setChannels(4).build()),
  WIDE_RESNET(() -> wideResNet().build()),
  WIDE_RESNET_WITH_BATCH_NORM(() -> wideResNet().optBatchNorm(true).build()),
  TRANSFORMER(() -> Networks.visionTransformer().optDepth(1).optWidth(8).build()),
  LAYER_NORM(SmallBlocks::layerNorm),
  BATCH_NORM(() -> batchNorm(true, Set.of())),
  BATCH_NORM_WITHOUT_AFFINE(() -> batchNorm(false, Set.of())),
  BATCH_NORM_WITH_A_FROZEN_SCALE(() -> batchNorm(true, Set.of("gamma"))),
  BATCH_NORM_WITH_A_FROZEN_CENTER(() -> batchNorm(true, Set.of("beta"))),
  FROZEN(SmallBlocks::frozen),
  BRANCHES(SmallBlocks::branches),
  GRAPH(() -> graph(Set.of())),
  GRAPH_WITH_A_FROZEN_LAYER(() -> graph(Set.of("weight2")));

  static final Shape IMAGES = new Shape(3, 2, 8, 8);

  private final Supplier<Block> maker;

  SmallBlocks(Supplier<Block> maker) {
    this.maker = maker;
  }

  /** A new block for {@link #IMAGES}, uninitialised. */
  Block make() {
    return maker.get();
  }

  private static WideResNetBuilder wideResNet() {
    return Networks.wideResNet().setDepth(10).setWidenFactor(1);
  }

  private static Block layerNorm() {
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock())
        .add(linear())
        .add(LayerNorm.builder().axis(1).build())
        .add(linear());
  }

  private static Block batchNorm(boolean isAffine, Set<String> frozen) {
    Block norm = BatchNorm.builder().optScale(isAffine).optCenter(isAffine).build();
    frozen.forEach(name -> norm.getDirectParameters().get(name).freeze(true));
    return new SequentialBlock()
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(3).build())
        .add(norm)
        .add(Activation.tanhBlock())
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(2).build());
  }

  /**
   * Branches that give lists of one and two arrays, of which one is another's input, and a product
   * of them; then one array thrice, and a branch that stays what it is.
   */
  private static Block branches() {
    Block pair = new ParallelBlock(SmallBlocks::joined, List.of(linear(), Activation.tanhBlock()));
    Block products =
        new ParallelBlock(
            lists -> {
              NDList two = lists.get(1);
              try (NDArray one = lists.get(0).singletonOrThrow()) {
                return new NDList(one.mul(two.get(0)), two.get(1).mul(two.get(1)));
              }
            },
            List.of(linear(), pair));
    Block constant = new LambdaBlock(list -> new NDList(list.head().onesLike()));
    Block thrice =
        new ParallelBlock(
            lists -> new NDList(sum(joined(lists))),
            List.of(Blocks.identityBlock(), Blocks.identityBlock(), constant));
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock())
        .add(linear())
        .add(products)
        .add(list -> new NDList(sum(list)))
        .add(thrice)
        .add(Activation.tanhBlock())
        .add(linear());
  }

  static NDList joined(List<NDList> lists) {
    NDList joined = new NDList();
    lists.forEach(joined::addAll);
    return joined;
  }

  private static NDArray sum(NDList arrays) {
    return arrays.stream().reduce(NDArray::add).orElseThrow();
  }

  static Block linear() {
    return Linear.builder().setUnits(4).build();
  }

  /** Skip connections, edges left out and two layers that share their weights. */
  private static Block graph(Set<String> frozen) {
    NeuronGraphBuilder graph = NeuronGraph.builder();
    Neurons inputs = graph.addInputs((int) IMAGES.slice(1).size());
    Neurons first = graph.addNeurons(4, Activation::tanh);
    Neurons second = graph.addNeurons(4, Activation::sigmoid);
    Neurons third = graph.addNeurons(4, Activation::tanh);
    Neurons outputs = graph.addOutputs(2);
    graph.connect(inputs, first);
    Connection shared = graph.connect(first, second, (source, target) -> source != target);
    graph.connectShared(shared, second, third);
    graph.connect(first, outputs);
    graph.connect(third, outputs);
    Block network = new GraphNetwork(graph.build());
    frozen.forEach(name -> network.getDirectParameters().get(name).freeze(true));
    return network;
  }

  /** A frozen weight beside a bias that moves, and a frozen bias beside a weight that does. */
  private static Block frozen() {
    Linear first = Linear.builder().setUnits(5).build();
    Linear second = Linear.builder().setUnits(2).build();
    first.getDirectParameters().get("weight").freeze(true);
    second.getDirectParameters().get("bias").freeze(true);
    return new SequentialBlock()
        .add(Blocks.batchFlattenBlock())
        .add(first)
        .add(Activation.tanhBlock())
        .add(second);
  }
}
