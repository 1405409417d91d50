/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Where gradient descent went: points x_0 .. x_T, their values, and the rates between them. */
public final class Trajectory {

  private final List<double[]> points;
  private final double[] values;
  private final double[] rates;

  Trajectory(List<double[]> points, List<Double> values, List<Double> rates) {
    this.points = List.copyOf(points);
    this.values = values.stream().mapToDouble(Double::doubleValue).toArray();
    this.rates = rates.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** T, the number of updates. */
  public int steps() {
    return rates.length;
  }

  /** The point x_t, t from 0 to T. */
  public double[] point(int t) {
    return points.get(t).clone();
  }

  /** One variable at all points, [T + 1]. */
  public double[] coordinate(int i) {
    return points.stream().mapToDouble(point -> point[i]).toArray();
  }

  /** The function at all points, [T + 1]. */
  public double[] values() {
    return values.clone();
  }

  /** The learning rate of each update, [T]. */
  public double[] rates() {
    return rates.clone();
  }

  /** The first t from a given one on at which the value is below a level; empty if none is. */
  public OptionalInt firstBelow(double level, int from) {
    return IntStream.range(from, values.length).filter(t -> values[t] < level).findFirst();
  }
}
