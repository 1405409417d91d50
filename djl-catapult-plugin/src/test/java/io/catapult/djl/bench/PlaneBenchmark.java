/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossValue;
import io.catapult.djl.landscape.LossPlane;
import io.catapult.djl.landscape.PlaneGrid;
import io.catapult.djl.landscape.WeightPlane;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.io.IOException;
import java.util.Locale;

/**
 * What the loss on a plane of 41 x 41 places costs, in all and in losses of the network at one
 * place: 3 layers, width 1024, 1000 samples of the size of Fashion-MNIST's.
 */
public final class PlaneBenchmark {

  private static final int WIDTH = 1024;
  private static final int SAMPLES = 1000;
  private static final int PIXELS = 784;
  private static final int PLACES = 41;
  private static final int ROUNDS = 41;

  private PlaneBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Engine.getInstance().setRandomSeed(1);
    System.out.println(Table.machine());
    Block block = Networks.fullyConnected().setDepth(3).setWidth(WIDTH).build();
    try (NDManager manager = NDManager.newBaseManager()) {
      block.initialize(manager, DataType.FLOAT32, new Shape(1, PIXELS));
      NDList x = new NDList(manager.randomNormal(new Shape(SAMPLES, PIXELS)));
      NDList y = new NDList(manager.randomNormal(new Shape(SAMPLES, 1)));
      try (ModelView model = ModelView.of(block);
          WeightPlane plane = WeightPlane.random(model, 1)) {
        measure(model, plane, x, y);
      }
    }
  }

  private static void measure(ModelView model, WeightPlane plane, NDList x, NDList y)
      throws IOException {
    Loss loss = SquaredErrorLoss.create();
    double[] before = losses(model, loss, x, y);
    long start = System.nanoTime();
    LossPlane.builder()
        .setModel(model)
        .setLoss(loss)
        .setData(x, y)
        .setPlane(plane)
        .setGrid(PlaneGrid.around(1, PLACES))
        .build()
        .measure();
    double seconds = (System.nanoTime() - start) / 1e9;
    double[] after = losses(model, loss, x, y);
    double one = (Table.median(before) + Table.median(after)) / 2;
    System.out.printf(
        Locale.ROOT,
        "%d x %d places, %d weights, %d samples: %.1f s; a place %.2f losses of %.1f ms%n",
        PLACES,
        PLACES,
        model.parameterCount(),
        SAMPLES,
        seconds,
        seconds / (PLACES * PLACES) / one,
        1e3 * one);
  }

  private static double[] losses(ModelView model, Loss loss, NDList x, NDList y) {
    double[] seconds = new double[ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      long start = System.nanoTime();
      LossValue.of(model, loss, x, y);
      if (round >= 0) {
        seconds[round] = (System.nanoTime() - start) / 1e9;
      }
    }
    return seconds;
  }
}
