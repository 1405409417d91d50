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
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.taylor.LinearizedModel;
import io.catapult.djl.taylor.QuadraticModel;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a gradient of the linear and the quadratic twin costs, in gradients of the network: forward
 * pass and backward pass of a squared loss. The three take turns; medians of 15 after 3.
 */
public final class TwinBenchmark {

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
  }

  private static void measure(String name, Block network, Shape shape) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Engine.getInstance().setRandomSeed(1);
      network.initialize(manager, DataType.FLOAT32, shape);
      network.getParameters().forEach(p -> p.getValue().getArray().setRequiresGradient(true));
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
    long start = System.nanoTime();
    try (NDManager scratch = x.getManager().newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray own = x.stopGradient();
      own.attach(scratch);
      NDArray f = block.forward(new ParameterStore(scratch, false), new NDList(own), true).head();
      collector.backward(f.mul(f).mean());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
