/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Evenly spaced places of a plane: all pairs of an a and a b. */
public final class PlaneGrid {

  private static final int FEWEST = 2;
  private static final int MOST = 100_000_000;

  private final double[] first;
  private final double[] second;

  private PlaneGrid(double[] first, double[] second) {
    long places = (long) first.length * second.length;
    if (places > MOST) {
      throw new IllegalArgumentException(
          "Expected at most %d places; found %d. Remedy: take fewer points on each axis."
              .formatted(MOST, places));
    }
    this.first = first;
    this.second = second;
  }

  /**
   * A square around the origin.
   *
   * @param reach how far it goes to each side, above 0
   * @param points on each axis, at least 2; with an odd number the origin is one of them
   * @throws IllegalArgumentException if one is out of range, or there are over 100 million places
   */
  public static PlaneGrid around(double reach, int points) {
    return new PlaneGrid(spaced(-reach, reach, points), spaced(-reach, reach, points));
  }

  /**
   * A rectangle around given places.
   *
   * @param places a, b of each; they must differ in both
   * @param margin on each side, as a part of the width and the height
   * @param points on each axis, at least 2
   * @throws IllegalArgumentException if it has no width or height, or there are too few points or
   *     too many
   */
  public static PlaneGrid covering(double[][] places, double margin, int points) {
    return new PlaneGrid(
        spaced(places, place -> place[0], margin, points),
        spaced(places, place -> place[1], margin, points));
  }

  private static double[] spaced(
      double[][] places, ToDoubleFunction<double[]> axis, double margin, int points) {
    double low = Arrays.stream(places).mapToDouble(axis).min().orElse(0);
    double high = Arrays.stream(places).mapToDouble(axis).max().orElse(0);
    double more = margin * (high - low);
    return spaced(low - more, high + more, points);
  }

  private static double[] spaced(double from, double to, int points) {
    if (!(from < to) || !Double.isFinite(to - from) || points < FEWEST) {
      throw new IllegalArgumentException(
          "Expected at least 2 points from a place to a higher one; found %d from %s to %s. Remedy: give places that differ, or a reach above 0."
              .formatted(points, from, to));
    }
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    return IntStream.range(0, points)
        .mapToDouble(i -> middle + half * (2.0 * i / (points - 1) - 1))
        .toArray();
  }

  /** The a, ascending. */
  public double[] first() {
    return first.clone();
  }

  /** The b, ascending. */
  public double[] second() {
    return second.clone();
  }

  /** The number of places. */
  public int size() {
    return first.length * second.length;
  }

  /** The a of a place; places are numbered with a running fastest. */
  double a(int index) {
    return first[index % first.length];
  }

  /** The b of a place. */
  double b(int index) {
    return second[index / first.length];
  }
}
