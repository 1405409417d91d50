/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page draws over the steps: every curve that was measured, with its meaning.
 *
 * @param series the points by quantity, an element a curve
 * @param meanings what each quantity is
 */
record RunSeries(Map<String, List<DrawnSeries>> series, Map<String, Curve.Meaning> meanings) {

  /** The most points of one curve: more than a wide screen has columns, enough to zoom in. */
  static final int POINTS = 6000;

  /** The most points of all curves together: about 5 MB of text. */
  static final int ALL_POINTS = 240_000;

  /** What each quantity is that may come to be measured while a run goes on. */
  static Map<String, Curve.Meaning> allMeanings() {
    Map<String, Curve.Meaning> meanings = new LinkedHashMap<>();
    for (Quantity quantity : Quantity.values()) {
      meanings.put(quantity.id(), Curve.Meaning.of(quantity));
    }
    DerivedCurves.all().forEach(curve -> meanings.put(curve.id(), curve.meaning()));
    return meanings;
  }

  /** All points, as a page wants them that knows what was before. */
  static RunSeries whole(List<Measurement> measurements) {
    return draw(measurements, Integer.MAX_VALUE, Integer.MAX_VALUE, new long[0]);
  }

  /**
   * As many points as a page can hold.
   *
   * @param always steps to draw in any case, ascending
   */
  static RunSeries drawn(List<Measurement> measurements, long[] always) {
    return draw(measurements, POINTS, ALL_POINTS, always);
  }

  private static RunSeries draw(
      List<Measurement> measurements, int points, int all, long[] always) {
    List<Curve> curves = Curve.of(measurements);
    int[] sizes = curves.stream().mapToInt(curve -> curve.size(measurements)).toArray();
    int most = most(sizes, points, all);
    Map<String, List<DrawnSeries>> series = new LinkedHashMap<>();
    Map<String, Curve.Meaning> meanings = new LinkedHashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 0) {
        Curve curve = curves.get(i);
        meanings.put(curve.id(), curve.meaning());
        series
            .computeIfAbsent(curve.id(), id -> new ArrayList<>())
            .add(curve.draw(measurements, sizes[i], most, always));
      }
    }
    return new RunSeries(series, meanings);
  }

  /**
   * The largest number of points for one curve, such that all together stay below a limit: short
   * curves keep all of theirs, long ones share what is left.
   */
  static int most(int[] sizes, int points, int all) {
    int[] ascending = sizes.clone();
    Arrays.sort(ascending);
    long left = all;
    for (int i = 0; i < ascending.length; i++) {
      long share = left / (ascending.length - i);
      if (ascending[i] > share) {
        return (int) Math.max(MINIMUM, Math.min(points, share));
      }
      left -= Math.min(ascending[i], points);
    }
    return points;
  }

  private static final int MINIMUM = 100;

  /** The number of points of the curve that has most. */
  int longest() {
    return series.values().stream()
        .flatMap(List::stream)
        .mapToInt(drawn -> drawn.steps().size())
        .max()
        .orElse(0);
  }
}
