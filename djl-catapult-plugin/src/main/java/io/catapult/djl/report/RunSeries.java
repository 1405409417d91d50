/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /** However many curves there are, one has so many points. */
  private static final int MINIMUM = 100;

  /** What each quantity is that may come to be measured while a run goes on. */
  static Map<String, Curve.Meaning> allMeanings() {
    return Curve.all().stream()
        .collect(
            Collectors.toMap(Curve::id, Curve::meaning, (one, same) -> one, LinkedHashMap::new));
  }

  /** All points, as a page wants them that knows what was before. */
  static RunSeries whole(List<Measurement> measurements) {
    return draw(measurements, Integer.MAX_VALUE, Integer.MAX_VALUE, new long[0]);
  }

  /**
   * As many points as a page can hold. Cost: two passes over the measurements; memory for the
   * points that are drawn.
   *
   * @param always steps to draw in any case, ascending
   */
  static RunSeries drawn(List<Measurement> measurements, long[] always) {
    return draw(measurements, POINTS, ALL_POINTS, always);
  }

  private static RunSeries draw(
      List<Measurement> measurements, int points, int all, long[] always) {
    List<Curve> curves = Curve.all();
    List<List<Integer>> sizes = sizes(curves, measurements);
    int most =
        most(
            sizes.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray(),
            points,
            all);
    List<List<PointSampler>> samplers =
        sizes.stream()
            .map(of -> of.stream().map(size -> new PointSampler(size, most, always)).toList())
            .toList();
    for (Measurement measurement : measurements) {
      for (int i = 0; i < curves.size(); i++) {
        double[] values = curves.get(i).at(measurement);
        for (int entry = 0; entry < values.length; entry++) {
          samplers.get(i).get(entry).accept(measurement.step(), values[entry]);
        }
      }
    }
    return of(curves, samplers);
  }

  /** The number of points of each entry of each curve. */
  private static List<List<Integer>> sizes(List<Curve> curves, List<Measurement> measurements) {
    int[][] sizes = new int[curves.size()][0];
    for (Measurement measurement : measurements) {
      for (int i = 0; i < sizes.length; i++) {
        int entries = curves.get(i).at(measurement).length;
        if (entries > sizes[i].length) {
          sizes[i] = Arrays.copyOf(sizes[i], entries);
        }
        for (int entry = 0; entry < entries; entry++) {
          sizes[i][entry]++;
        }
      }
    }
    return Arrays.stream(sizes).map(of -> Arrays.stream(of).boxed().toList()).toList();
  }

  private static RunSeries of(List<Curve> curves, List<List<PointSampler>> samplers) {
    Map<String, List<DrawnSeries>> series = new LinkedHashMap<>();
    Map<String, Curve.Meaning> meanings = new LinkedHashMap<>();
    for (int i = 0; i < curves.size(); i++) {
      List<DrawnSeries> drawn = new ArrayList<>();
      for (PointSampler sampler : samplers.get(i)) {
        drawn.add(DrawnSeries.of(drawn.size(), sampler));
      }
      if (!drawn.isEmpty()) {
        series.put(curves.get(i).id(), drawn);
        meanings.put(curves.get(i).id(), curves.get(i).meaning());
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
}
