/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.NtkLinear;
import io.catapult.djl.taylor.LinearizedModel;
import io.catapult.djl.taylor.QuadraticModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a gradient of the linear and the quadratic twin costs, in gradients of the network: forward
 * pass and backward pass of a squared loss. The three take turns; medians of 15 after 3. It counts
 * the processor time of its thread, which others' work does not change: run it with
 * OMP_NUM_THREADS=1, so that the engine works on no other thread. Networks that derivatives are
 * carried through by rules, and at last one that none is known for.
 */
public final class TwinBenchmark {

  private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 15;

  private TwinBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    measure(
        "fully connected, 5 layers, width 1024, 784 inputs, n 128",
        Networks.fullyConnected().setDepth(5).setWidth(1024).build(),
        new Shape(128, 784));
    measure(
        "convolutional, 5 layers, 64 channels, 14 x 14, n 32",
        Networks.convolutional().setDepth(5).setChannels(64).build(),
        new Shape(32, 1, 14, 14));
    for (int width : new int[] {256, 512}) {
      measure(
          "DenseNet, 5 layers, width %d, 784 inputs, n 128".formatted(width),
          Networks.denseNet().setInputs(784).setDepth(5).setWidth(width).build(),
          new Shape(128, 784));
    }
    measure(
        "residual fully connected, 4 units of 2 layers, width 512, 784 inputs, n 128",
        residual(512, 4),
        new Shape(128, 784));
    for (int widen = 1; widen <= 2; widen++) {
      measure(
          "Wide ResNet 10-%d, 3 x 32 x 32, n 16".formatted(widen),
          Networks.wideResNet().setDepth(10).setWidenFactor(widen).build(),
          new Shape(16, 3, 32, 32));
    }
    measure(
        "Wide ResNet 10-1 with batch norm, 3 x 32 x 32, n 16",
        Networks.wideResNet().setDepth(10).setWidenFactor(1).optBatchNorm(true).build(),
        new Shape(16, 3, 32, 32));
    measure(
        "Wide ResNet 10-1 with tanh, 3 x 32 x 32, n 16",
        Networks.wideResNet()
            .setDepth(10)
            .setWidenFactor(1)
            .optActivation(Activation::tanh)
            .build(),
        new Shape(16, 3, 32, 32));
    measure(
        "a class of its own, 5 layers, width 1024, 784 inputs, n 128",
        new OwnNetwork(1024, 5),
        new Shape(128, 784));
  }

  private static Block residual(long width, int units) {
    SequentialBlock network = new SequentialBlock().add(linear(width));
    for (int i = 0; i < units; i++) {
      SequentialBlock body =
          new SequentialBlock()
              .add(Activation.tanhBlock())
              .add(linear(width))
              .add(Activation.tanhBlock())
              .add(linear(width));
      network.add(
          new ParallelBlock(
              list -> new NDList(list.get(0).head().add(list.get(1).head())),
              List.of(body, Blocks.identityBlock())));
    }
    return network.add(linear(1));
  }

  /** A network that no rule knows: its layers are children, what it does with them is its own. */
  private static final class OwnNetwork extends AbstractBlock {

    OwnNetwork(long width, int depth) {
      for (int i = 0; i < depth; i++) {
        addChildBlock("layer" + i, linear(i < depth - 1 ? width : 1));
      }
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      Shape[] now = shapes;
      for (Block child : getChildren().values()) {
        child.initialize(manager, type, now);
        now = child.getOutputShapes(now);
      }
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      NDList now = inputs;
      int layer = 0;
      for (Block child : getChildren().values()) {
        now = child.forward(store, layer++ == 0 ? now : Activation.tanh(now), training, params);
      }
      return now;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return new Shape[] {new Shape(shapes[0].get(0), 1)};
    }
  }

  private static Block linear(long units) {
    return NtkLinear.builder().setUnits(units).build();
  }

  private static void measure(String name, Block network, Shape shape) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Engine.getInstance().setRandomSeed(1);
      network.initialize(manager, DataType.FLOAT32, shape);
      for (Parameter each : network.getParameters().values()) {
        each.getArray().setRequiresGradient(each.requiresGradient());
      }
      NDArray x = manager.randomNormal(shape);
      try (LinearizedModel linear = new LinearizedModel(network);
          QuadraticModel quadratic = new QuadraticModel(network)) {
        Block[] blocks = {network, linear, quadratic};
        double[][] seconds = new double[blocks.length][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
          for (int i = 0; i < blocks.length; i++) {
            double time = gradient(blocks[i], x);
            if (round >= 0) {
              seconds[i][round] = time;
            }
          }
        }
        double unit = median(seconds[0]);
        System.out.printf(
            Locale.ROOT,
            "%s: network %.1f ms, linear twin %.2f, quadratic twin %.2f times as long%n",
            name,
            1e3 * unit,
            median(seconds[1]) / unit,
            median(seconds[2]) / unit);
      }
    }
  }

  private static double gradient(Block block, NDArray x) {
    long start = PROCESSOR.getCurrentThreadCpuTime();
    try (NDManager scratch = x.getManager().newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray own = x.stopGradient();
      own.attach(scratch);
      NDArray f = block.forward(new ParameterStore(scratch, false), new NDList(own), true).head();
      collector.backward(f.mul(f).mean());
    }
    return (PROCESSOR.getCurrentThreadCpuTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
