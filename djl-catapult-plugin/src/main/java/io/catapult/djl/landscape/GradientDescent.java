/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradient descent with a learning-rate schedule on a function of a few variables, in float64:
 *
 * <pre>
 * x_{t+1} = x_t - eta_t grad F(x_t)
 * </pre>
 *
 * Iteration t has the rate that the tracker, which tells it as a float, has for {@code numUpdate =
 * t + 1}.
 */
public final class GradientDescent {

  private final DifferentiableFunction function;
  private final Tracker rate;

  /**
   * Descent on a function.
   *
   * @param function what is minimised
   * @param rate the learning rates
   */
  public GradientDescent(DifferentiableFunction function, Tracker rate) {
    this.function = function;
    this.rate = rate;
  }

  /**
   * Descends. It ends before its time after the first value that is not finite, which is kept.
   * Cost: a value and a gradient at each step.
   *
   * @param steps the number of updates, at least 1
   * @param start the first point
   * @return steps + 1 points
   * @throws IllegalArgumentException if the start has another dimension than the function
   */
  public Trajectory run(int steps, double... start) {
    if (start.length != function.dimension() || steps < 1) {
      throw new IllegalArgumentException(
          "Expected a start of dimension %d and at least 1 step; found dimension %d and %d steps. Remedy: give a number for each variable."
              .formatted(function.dimension(), start.length, steps));
    }
    List<double[]> points = new ArrayList<>(List.of(start.clone()));
    List<Double> values = new ArrayList<>(List.of(function.value(start)));
    List<Double> rates = new ArrayList<>();
    double[] point = start;
    for (int t = 0; t < steps && Double.isFinite(values.get(t)); t++) {
      double eta = rate.getNewValue(t + 1);
      point = Points.plus(point, Points.scaled(-eta, function.gradient(point)));
      points.add(point);
      values.add(function.value(point));
      rates.add(eta);
    }
    return new Trajectory(points, values, rates);
  }
}
