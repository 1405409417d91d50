/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trajectory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.ModelView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Weights that are put into a model, step by step, and recorded. */
final class Walk implements AutoCloseable {

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final DataType type;
  private final Block block;
  private final List<double[]> points = new ArrayList<>();

  /** A linear model of p weights. */
  Walk(int p, DataType type) {
    this.type = type;
    this.block = Linear.builder().setUnits(1).optBias(false).build();
    block.initialize(manager, type, new Shape(1, p));
  }

  /** Random steps of falling length in each next direction. */
  static List<double[]> randomPoints(int steps, int p, long seed) {
    Random random = new Random(seed);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      double[] point = new double[p];
      Arrays.setAll(point, j -> 5 + random.nextGaussian() * Math.pow(0.6, j));
      points.add(point);
    }
    return points;
  }

  /** Moves the model to a point, and adds it. */
  boolean add(WeightTrajectory into, long step, double... point) {
    return at(point, view -> into.add(step, view));
  }

  /** Moves the model to a point, and adds it as the last. */
  void addLast(WeightTrajectory into, long step, double... point) {
    at(
        point,
        view -> {
          into.addLast(step, view);
          return true;
        });
  }

  private boolean at(double[] point, Predicate<ModelView> use) {
    points.add(point);
    NDArray weights = block.getParameters().get(0).getValue().getArray();
    try (NDArray wide = manager.create(point, weights.getShape());
        NDArray narrow = wide.toType(type, true);
        ModelView view = ModelView.of(block)) {
      narrow.copyTo(weights);
      return use.test(view);
    }
  }

  NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }
}
