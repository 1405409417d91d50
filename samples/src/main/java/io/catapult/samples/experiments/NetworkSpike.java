/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossValue;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.landscape.LineMinimum;
import io.catapult.djl.landscape.LossPlane;
import io.catapult.djl.landscape.LossSurface;
import io.catapult.djl.landscape.PlaneGrid;
import io.catapult.djl.landscape.WeightPlane;
import io.catapult.djl.trajectory.Keeping;
import io.catapult.djl.trajectory.PrincipalComponents;
import io.catapult.djl.trajectory.WeightTrajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The spike of a network's loss under gradient descent, open to be measured in float64. */
final class NetworkSpike {

  /** The window reaches from so many steps before the peak to so many after it. */
  private static final int BEFORE = 120;

  private static final int AFTER = 80;

  private static final double MARGIN = 0.2;
  private static final int PLACES = 41;
  private static final int GOLDEN_STEPS = 30;

  private final float rate;
  private final Loss loss;
  private final double[] losses;
  private final long[] window;
  private final WeightTrajectory path;
  private final ModelView view;
  private final NDList x;
  private final NDList y;

  private NetworkSpike(
      DescendingNetwork network,
      double[] losses,
      long[] window,
      WeightTrajectory path,
      ModelView view,
      NDList x,
      NDList y) {
    rate = network.rate();
    loss = network.loss();
    this.losses = losses;
    this.window = window;
    this.path = path;
    this.view = view;
    this.x = x;
    this.y = y;
  }

  /** What is measured. */
  interface Measuring<T> {

    /** Measures. */
    T on(NetworkSpike spike);
  }

  /**
   * Trains, and measures the most prominent spike; there is memory for the weights of all steps.
   */
  static <T> T in(DescendingNetwork network, int updates, Measuring<T> use) {
    int first = Math.max(0, updates / LossSpike.LEFT_OUT - BEFORE);
    network.train(first);
    try (WeightTrajectory path = WeightTrajectory.inMemory(updates - first, Keeping.LATEST)) {
      for (int t = first; t < updates; t++) {
        network.keep(path);
        network.train(1);
      }
      double[] losses = network.losses();
      long[] window = window(path, LossSpike.of(losses).peak());
      return network.measure(
          (view, x, y) -> use.on(new NetworkSpike(network, losses, window, path, view, x, y)));
    }
  }

  private static long[] window(WeightTrajectory path, int peak) {
    return Arrays.stream(path.steps())
        .filter(step -> step >= peak - BEFORE && step <= peak + AFTER)
        .toArray();
  }

  /** The learning rate. */
  float rate() {
    return rate;
  }

  /** L(t) of the whole training, in its own precision. */
  double[] losses() {
    return losses;
  }

  /** The steps around the spike. */
  long[] window() {
    return window;
  }

  /** What is measured at weights of the window. */
  private interface Reading {
    double at(ModelView there);
  }

  private double[] each(Reading reading) {
    return Arrays.stream(window)
        .mapToDouble(
            step -> {
              try (NDArray weights = weights(step);
                  ModelView there = view.at(weights)) {
                return reading.at(there);
              }
            })
        .toArray();
  }

  private NDArray weights(long step) {
    try (NDManager scratch = NDManager.newBaseManager(view.device(), "PyTorch")) {
      NDArray weights = path.weights(scratch, step).toType(view.dataType(), true);
      weights.attach(x.head().getManager());
      return weights;
    }
  }

  /** L at the steps of the window. */
  double[] windowLosses() {
    return each(there -> LossValue.of(there, loss, x, y));
  }

  /** lambda_max of the Hessian of the loss at the steps of the window. */
  double[] windowSharpnesses() {
    try (SharpnessTracker tracker = SharpnessTracker.top(1)) {
      return each(there -> tracker.measure(there, loss, x, y).largest());
    }
  }

  /** The first two of the window. */
  PrincipalComponents components() {
    return path.principalComponents(window[0], window[window.length - 1], 2);
  }

  /** The plane of two components, through the last weights of the window. */
  WeightPlane plane(PrincipalComponents components) {
    try (NDArray end = weights(window[window.length - 1])) {
      return WeightPlane.of(end, components);
    }
  }

  /** The loss around the path. */
  LossSurface surface(WeightPlane plane, PrincipalComponents components) {
    LossPlane measuring =
        LossPlane.builder()
            .setModel(view)
            .setLoss(loss)
            .setData(x, y)
            .setPlane(plane)
            .setGrid(PlaneGrid.covering(components.coordinates(), MARGIN, PLACES))
            .build();
    try {
      return measuring.measure();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of the plane, parallel to one of its directions. */
  @FunctionalInterface
  interface Line {

    /** The a and b of a place on it. */
    double[] at(double distance);

    /**
     * A line along a direction.
     *
     * @param direction 0 or 1, the coordinate that changes on it
     * @param other the other coordinate
     */
    static Line along(int direction, double other) {
      return direction == 0 ? s -> new double[] {s, other} : s -> new double[] {other, s};
    }
  }

  /** Where the loss on a line is lowest, between two of its places. */
  double bottom(WeightPlane plane, Line line, double from, double to) {
    return LineMinimum.of(s -> loss(plane, line.at(s)), from, to, GOLDEN_STEPS);
  }

  /** L at a place of the plane. */
  double loss(WeightPlane plane, double[] place) {
    try (ModelView there = plane.at(view, place[0], place[1])) {
      return LossValue.of(there, loss, x, y);
    }
  }

  /** lambda_max of the Hessian of the loss at a place of the plane. */
  double sharpness(WeightPlane plane, double[] place) {
    try (SharpnessTracker tracker = SharpnessTracker.top(1);
        ModelView there = plane.at(view, place[0], place[1])) {
      return tracker.measure(there, loss, x, y).largest();
    }
  }
}
