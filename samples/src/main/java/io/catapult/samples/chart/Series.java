/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.chart;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * Points that belong together.
 *
 * @param name what they are; in a chart each has another
 * @param kind how they are drawn
 * @param points pairs of x and y, of a surface triples with z, in their order; those that are not
 *     finite are left out
 */
public record Series(String name, Kind kind, List<List<Double>> points) {

  /** How points are drawn. */
  public enum Kind {
    /** Joined by a line: what was computed. */
    CURVE,
    /** Joined by dashes: what a theory or a paper says, or a mark. */
    DASHED,
    /** A mark each. */
    POINTS,
    /** A coloured field for each point of an even grid; what comes after it is drawn above it. */
    SURFACE,
    /** The same in colours of the logarithm, for values above 0. */
    LOG_SURFACE
  }

  /** Copies the points. */
  public Series {
    points =
        points.stream()
            .filter(point -> point.stream().allMatch(Double::isFinite))
            .map(List::copyOf)
            .toList();
  }

  /** A line through points. */
  public static Series curve(String name, double[] x, double[] y) {
    return of(name, Kind.CURVE, x, y);
  }

  /** A line through points. */
  public static Series curve(String name, List<Double> x, List<Double> y) {
    return curve(name, array(x), array(y));
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A line through a value at each step, from 0 on. */
  public static Series curve(String name, double[] y) {
    return curve(name, steps(y.length), y);
  }

  /** A dashed line through points. */
  public static Series dashed(String name, double[] x, double[] y) {
    return of(name, Kind.DASHED, x, y);
  }

  /** A dashed line through a value at each step, from 0 on. */
  public static Series dashed(String name, double[] y) {
    return dashed(name, steps(y.length), y);
  }

  /** A mark for a value at each step, from 0 on. */
  public static Series points(String name, double[] y) {
    return points(name, steps(y.length), y);
  }

  /** A mark for each point. */
  public static Series points(String name, double[] x, double[] y) {
    return of(name, Kind.POINTS, x, y);
  }

  /**
   * Colours for the values of a function on an even grid.
   *
   * @param x ascending, evenly spaced
   * @param y the same
   */
  public static Series surface(String name, double[] x, double[] y, DoubleBinaryOperator z) {
    return new Series(
        name,
        Kind.SURFACE,
        Arrays.stream(y)
            .boxed()
            .flatMap(
                row -> Arrays.stream(x).mapToObj(at -> List.of(at, row, z.applyAsDouble(at, row))))
            .toList());
  }

  /**
   * Colours for values on an even grid.
   *
   * @param x ascending, evenly spaced
   * @param y the same
   * @param z for each y a row with a value for each x
   */
  public static Series surface(String name, double[] x, double[] y, double[][] z) {
    return surface(name, Kind.SURFACE, x, y, z);
  }

  /**
   * Colours for the logarithms of values on an even grid; values that are not above 0 are left out.
   *
   * @param x ascending, evenly spaced
   * @param y the same
   * @param z for each y a row with a value for each x
   */
  public static Series logSurface(String name, double[] x, double[] y, double[][] z) {
    double[][] positive =
        Arrays.stream(z)
            .map(row -> Arrays.stream(row).map(at -> at > 0 ? at : Double.NaN).toArray())
            .toArray(double[][]::new);
    return surface(name, Kind.LOG_SURFACE, x, y, positive);
  }

  private static Series surface(String name, Kind kind, double[] x, double[] y, double[][] z) {
    return new Series(
        name,
        kind,
        IntStream.range(0, y.length)
            .boxed()
            .flatMap(i -> IntStream.range(0, x.length).mapToObj(j -> List.of(x[j], y[i], z[i][j])))
            .toList());
  }

  private static Series of(String name, Kind kind, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Expected a y for each x of %s; found %d and %d. Remedy: give as many of both."
              .formatted(name, x.length, y.length));
    }
    return new Series(
        name, kind, IntStream.range(0, x.length).mapToObj(i -> List.of(x[i], y[i])).toList());
  }

  private static double[] steps(int count) {
    return IntStream.range(0, count).asDoubleStream().toArray();
  }
}
