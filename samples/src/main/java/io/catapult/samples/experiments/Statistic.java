/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A number of one run, computed from what it recorded.
 *
 * @param name a few words for a person
 * @param formula what it is, as plain text
 * @param reading gives the number; empty where it was not measured
 */
public record Statistic(
    String name, String formula, Function<RecordedRun, OptionalDouble> reading) {

  /** A metric of the evaluation. */
  public static Statistic of(DynamicsMetrics metric) {
    return new Statistic(metric.label(), metric.formula(), run -> metric(run, metric.id()));
  }

  private static OptionalDouble metric(RecordedRun run, String id) {
    Double value = run.metrics().get(id);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** A number that a {@link Computation} tells by the name of this statistic. */
  public static Statistic computed(String name, String formula) {
    return new Statistic(name, formula, run -> metric(run, name));
  }

  /**
   * How far the loss outside the top eigenspace comes above what it was before, over how far the
   * whole loss does: {@code max_t (L_rest(t) - min_{u <= t} L_rest(u)) / max_t (L(t) - min_{u <= t}
   * L(u))}. Empty if the loss never rises.
   *
   * @param s the dimension of the top eigenspace, at least 1
   */
  public static Statistic riseOfRest(int s) {
    return ofTrace(
        "rise outside the top %d over rise of the loss".formatted(s),
        "max_t (L_rest(t) - min_{u<=t} L_rest(u)) / max_t (L(t) - min_{u<=t} L(u)), s = " + s,
        trace -> {
          double rise = largestRise(trace.series(Quantity.PROBE_LOSS).values());
          double rest = largestRise(trace.series(Quantity.PROBE_LOSS_REST, s - 1).values());
          return rise > 0 && !trace.series(Quantity.PROBE_LOSS_REST, s - 1).isEmpty()
              ? OptionalDouble.of(rest / rise)
              : OptionalDouble.empty();
        });
  }

  private static double largestRise(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double rise = 0;
    for (double value : values) {
      low = Math.min(low, value);
      rise = Math.max(rise, value - low);
    }
    return rise;
  }

  static Statistic ofTrace(
      String name, String formula, Function<TrainingTrace, OptionalDouble> reading) {
    return new Statistic(
        name, formula, run -> run.trace().map(reading).orElseGet(OptionalDouble::empty));
  }

  /** The number of a run; empty where it was not measured or is not finite. */
  public OptionalDouble of(RecordedRun run) {
    OptionalDouble value = reading.apply(run);
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? value
        : OptionalDouble.empty();
  }
}
