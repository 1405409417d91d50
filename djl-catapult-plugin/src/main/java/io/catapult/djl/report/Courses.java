/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static io.catapult.djl.report.DerivedCurves.first;
import static io.catapult.djl.report.DerivedCurves.ratio;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How the numbers that a story tells of went over a run. */
final class Courses {

  /** The numbers that a story tells of. */
  enum Of {
    PROBE_LOSS(value(Quantity.PROBE_LOSS)),
    BATCH_LOSS(value(Quantity.BATCH_LOSS)),
    VALIDATION_LOSS(value(Quantity.VALIDATION_LOSS)),
    ALIGNMENT(value(Quantity.AGOP_ALIGNMENT)),
    KERNEL(value(Quantity.PROBE_NTK_NORM, Quantity.BATCH_NTK_NORM)),
    SHARPNESS(
        value(Quantity.SHARPNESS, Quantity.GRAM_EIGENVALUES, Quantity.PRECONDITIONED_SHARPNESS)),
    FEATURES(value(Quantity.AGOP_ALIGNMENT, Quantity.AGOP_TRACE)),
    TWIN_LOSS(value(Quantity.TWIN_LOSS)),
    /** The distance of the twin over the one up to which it explains the run. */
    TWIN_DISTANCE(
        m -> ratio(m.value(Quantity.TWIN_DISTANCE), OptionalDouble.of(TwinStory.EXPLAINED))),
    /** The learning rate over the critical rate of the probe data. */
    RATE_BY_PROBE(
        rateOver(Quantity.PROBE_CRITICAL_RATE_KERNEL, Quantity.PROBE_CRITICAL_RATE_HESSIAN)),
    /** The learning rate over the critical rate of the batch. */
    RATE_BY_BATCH(
        rateOver(Quantity.BATCH_CRITICAL_RATE_KERNEL, Quantity.BATCH_CRITICAL_RATE_HESSIAN)),
    /** The sharpness over its threshold, which is the learning rate over its critical rate. */
    SHARPNESS_BY_THRESHOLD(DerivedCurves::sharpnessByThreshold),
    PRECONDITIONED_BY_THRESHOLD(
        m ->
            ratio(
                m.value(Quantity.PRECONDITIONED_SHARPNESS),
                m.value(Quantity.PRECONDITIONED_THRESHOLD)));

    private final Curve.Reading reading;

    Of(Curve.Reading reading) {
      this.reading = reading;
    }

    private static Curve.Reading value(Quantity... quantities) {
      return m -> {
        OptionalDouble value = first(m, quantities);
        return value.isPresent() ? new double[] {value.getAsDouble()} : new double[0];
      };
    }

    private static Curve.Reading rateOver(Quantity... critical) {
      return m -> ratio(m.value(Quantity.LEARNING_RATE), first(m, critical));
    }
  }

  private final Map<Of, Course> courses = new EnumMap<>(Of.class);

  /** Cost: one pass over the measurements. */
  Courses(List<Measurement> measurements) {
    for (Of of : Of.values()) {
      courses.put(of, new Course());
    }
    for (Measurement measurement : measurements) {
      courses.forEach(
          (of, course) -> {
            for (double value : of.reading.at(measurement)) {
              course.accept(measurement.step(), value);
            }
          });
    }
  }

  Course get(Of of) {
    return courses.get(of);
  }
}
