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
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.OutputDerivatives;
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
 * pass and backward pass of a squared loss; and what their derivatives along a direction cost in
 * forward passes, by the twins and by {@link OutputDerivatives} once it is built. All take turns;
 * medians of 15 after 3. It counts the processor time of its thread, which others' work does not
 * change: run it with OMP_NUM_THREADS=1, so that the engine works on no other thread. Networks that
 * derivatives are carried through by rules, and at last one that none is known for.
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
      NDArray v = manager.randomNormal(new Shape(count(network)));
      try (LinearizedModel linear = new LinearizedModel(network);
          QuadraticModel quadratic = new QuadraticModel(network);
          ModelView view = ModelView.of(network);
          OutputDerivatives derivatives = OutputDerivatives.of(view, new NDList(x))) {
        double[] gradients =
            medians(
                () -> gradient(network, x),
                () -> gradient(linear, x),
                () -> gradient(quadratic, x));
        double[] passes =
            medians(
                () -> forward(network, x),
                () -> forward(linear, x),
                () -> forward(quadratic, x),
                () -> derivatives.first(v).close(),
                () -> derivatives.second(v).close());
        System.out.printf(
            Locale.ROOT,
            "%s: gradient %.1f ms, of the linear twin %.2f, of the quadratic twin %.2f times as"
                + " long; forward pass %.1f ms, of the twins %.2f and %.2f, J v %.2f, v'Hv %.2f times%n",
            name,
            1e3 * gradients[0],
            gradients[1] / gradients[0],
            gradients[2] / gradients[0],
            1e3 * passes[0],
            passes[1] / passes[0],
            passes[2] / passes[0],
            passes[3] / passes[0],
            passes[4] / passes[0]);
      }
    }
  }

  private static long count(Block network) {
    return network.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .mapToLong(each -> each.getArray().size())
        .sum();
  }

  /** Seconds of the processor for each task; they take turns. */
  private static double[] medians(Runnable... tasks) {
    double[][] seconds = new double[tasks.length][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int i = 0; i < tasks.length; i++) {
        long start = PROCESSOR.getCurrentThreadCpuTime();
        tasks[i].run();
        if (round >= 0) {
          seconds[i][round] = (PROCESSOR.getCurrentThreadCpuTime() - start) / 1e9;
        }
      }
    }
    return Arrays.stream(seconds).mapToDouble(Table::median).toArray();
  }

  private static void gradient(Block block, NDArray x) {
    try (NDManager scratch = x.getManager().newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray f = outputs(block, x, scratch, true);
      collector.backward(f.mul(f).mean());
    }
  }

  private static void forward(Block block, NDArray x) {
    try (NDManager scratch = x.getManager().newSubManager()) {
      outputs(block, x, scratch, false);
    }
  }

  private static NDArray outputs(Block block, NDArray x, NDManager scratch, boolean training) {
    NDArray own = x.stopGradient();
    own.attach(scratch);
    return block.forward(new ParameterStore(scratch, false), new NDList(own), training).head();
  }
}
