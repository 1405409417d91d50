/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How one number went over a run.
 *
 * @param points the points at which it was finite, by ascending step
 * @param measured how often it was measured, finite or not
 * @param endsFinite whether the last one measured was finite
 */
record Course(List<Point> points, int measured, boolean endsFinite) {

  private static final Comparator<Point> BY_VALUE = Comparator.comparingDouble(Point::value);

  /**
   * A point.
   *
   * @param step the step
   * @param value the number there
   */
  record Point(long step, double value) {}

  static Course of(List<Measurement> measurements, Quantity quantity) {
    return of(measurements, m -> m.value(quantity));
  }

  static Course of(List<Measurement> measurements, Curve.Reading reading) {
    List<Point> points = new ArrayList<>();
    int measured = 0;
    boolean endsFinite = true;
    for (Measurement measurement : measurements) {
      OptionalDouble value = reading.at(measurement);
      if (value.isPresent()) {
        measured++;
        endsFinite = Double.isFinite(value.getAsDouble());
        if (endsFinite) {
          points.add(new Point(measurement.step(), value.getAsDouble()));
        }
      }
    }
    return new Course(points, measured, endsFinite);
  }

  /** Of one measurement, the ratio of two quantities. */
  static Curve.Reading ratio(Curve.Reading numerator, Curve.Reading denominator) {
    return m -> {
      OptionalDouble above = numerator.at(m);
      OptionalDouble below = denominator.at(m);
      return above.isPresent() && below.isPresent()
          ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
          : OptionalDouble.empty();
    };
  }

  /** The first reading that a measurement has. */
  static Curve.Reading firstOf(Quantity... quantities) {
    return m -> {
      for (Quantity quantity : quantities) {
        OptionalDouble value = m.value(quantity);
        if (value.isPresent()) {
          return value;
        }
      }
      return OptionalDouble.empty();
    };
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  /** Whether there is a beginning and an end to compare. */
  boolean isLine() {
    return points.size() > 1;
  }

  int size() {
    return points.size();
  }

  Point first() {
    return points.get(0);
  }

  Point last() {
    return points.get(points.size() - 1);
  }

  /** The first of the lowest. */
  Point lowest() {
    return points.stream().min(BY_VALUE).orElseThrow();
  }

  /** The first of the highest. */
  Point highest() {
    return points.stream()
        .reduce((one, next) -> next.value() > one.value() ? next : one)
        .orElseThrow();
  }

  /** The points above a value. */
  List<Point> above(double value) {
    return points.stream().filter(point -> point.value() > value).toList();
  }

  /** The middle one of the values from a step on, the higher of two. */
  double median(long from) {
    List<Double> values =
        points.stream().filter(p -> p.step() >= from).map(Point::value).sorted().toList();
    return values.get(values.size() / 2);
  }
}
