/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.landscape.DifferentiableFunction;
import io.catapult.djl.landscape.GradientDescent;
import io.catapult.djl.landscape.SubquadraticFunction;
import io.catapult.djl.landscape.Trajectory;
import io.catapult.djl.landscape.TwoCycle;
import io.catapult.djl.schedule.StepTracker;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient descent with one learning rate after the other.
 *
 * @param path where it went
 * @param ends the iteration at which each stage ends
 */
record StagedDescent(Trajectory path, List<Integer> ends) {

  /**
   * Descends.
   *
   * @param ends the iteration at which each stage ends
   * @param rates the rate of each stage
   */
  static StagedDescent of(
      DifferentiableFunction function, double[] start, List<Integer> ends, List<Float> rates) {
    StepTracker.Builder tracker = StepTracker.builder().setStart(rates.get(0));
    for (int i = 1; i < rates.size(); i++) {
      tracker.addStep(ends.get(i - 1), rates.get(i));
    }
    int steps = ends.get(ends.size() - 1);
    return new StagedDescent(
        new GradientDescent(function, tracker.build()).run(steps, start), ends);
  }

  private int begin(int stage) {
    return stage == 0 ? 0 : ends.get(stage - 1);
  }

  private double rate(int stage) {
    return path.rates()[begin(stage)];
  }

  /** The amplitude of the two-cycle of the rate of each step; NaN where there is none. */
  double[] cycle(SubquadraticFunction f) {
    double[] cycle = new double[path.steps() + 1];
    Arrays.fill(cycle, Double.NaN);
    for (int i = 0; i < ends.size(); i++) {
      double amplitude = TwoCycle.of(f, rate(i)).map(TwoCycle::amplitude).orElse(Double.NaN);
      Arrays.fill(cycle, begin(i) + 1, ends.get(i) + 1, amplitude);
    }
    return cycle;
  }

  /** How far from the two-cycle the first variable ends a stage that has one, at most. */
  double distanceFromCycles(SubquadraticFunction f) {
    double[] x = path.coordinate(0);
    double[] cycle = cycle(f);
    return ends.stream()
        .filter(end -> Double.isFinite(cycle[end]))
        .mapToDouble(end -> Math.abs(Math.abs(x[end]) - cycle[end]))
        .max()
        .orElse(Double.NaN);
  }

  /**
   * The largest ratio of the mean value over the last half of a stage to that of the one before.
   */
  double largestLevelRatio() {
    double largest = 0;
    for (int i = 1; i < ends.size(); i++) {
      largest = Math.max(largest, level(i) / level(i - 1));
    }
    return largest;
  }

  private double level(int stage) {
    int end = ends.get(stage);
    int middle = (begin(stage) + end) / 2;
    return Arrays.stream(path.values(), middle, end).average().orElseThrow();
  }

  /** The value at the end. */
  double last() {
    return path.values()[path.steps()];
  }
}
