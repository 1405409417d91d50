/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Series;
import java.util.List;

/**
 * Where a plane lies, and what lies on it.
 *
 * @param words what plane it is, in a sentence
 * @param lead what is to be seen on it
 * @param first the axis of a
 * @param second the axis of b
 * @param explained the share of the variance of a path in each direction; of other planes none
 * @param series the path or the models, to be drawn over the surface
 * @param places the models on it; of a path its ends
 */
record PlaneCut(
    String words,
    String lead,
    Axis first,
    Axis second,
    List<Double> explained,
    List<Series> series,
    List<Place> places) {

  /** Weights with a name, at (a, b). */
  record Place(String name, double a, double b) {

    /** It on the chart. */
    Series mark() {
      return Series.points(name, new double[] {a}, new double[] {b});
    }
  }
}
