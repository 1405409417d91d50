/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.Series;
import io.catapult.djl.trace.TraceEvent;
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
    return new Statistic(
        metric.label(),
        metric.formula(),
        run -> {
          Double value = run.metrics().get(metric.id());
          return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        });
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
        "rise of the rest over rise of the loss",
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

  /**
   * How many of the rises of the learning rate made a catapult: a spike with this verdict has its
   * peak after the rise and not after the next one.
   */
  public static Statistic risesWithCatapult() {
    return ofTrace(
        "rises of the learning rate that made a catapult",
        "rises of eta after which, up to the next one, a spike has its peak that was a catapult",
        trace -> ofRises(trace, Statistic::hasCatapult));
  }

  /** After how many of the rises of the learning rate the NTK norm was lower at the next one. */
  public static Statistic risesWithFallOfNorm() {
    return ofTrace(
        "rises of the learning rate after which the NTK norm fell",
        "rises of eta with ||K||_2 at the next rise, or at the end, below that at the rise",
        trace -> ofRises(trace, Statistic::hasNormFallen));
  }

  private interface Window {
    boolean holds(TrainingTrace trace, long from, long to);
  }

  private static OptionalDouble ofRises(TrainingTrace trace, Window window) {
    Series rates = trace.series(Quantity.LEARNING_RATE);
    if (rates.size() < 2) {
      return OptionalDouble.empty();
    }
    double[] values = rates.values();
    long[] steps = rates.steps();
    int count = 0;
    int i = 1;
    while (i < values.length) {
      int next = i + 1;
      while (next < values.length && values[next] <= values[next - 1]) {
        next++;
      }
      boolean isRise = values[i] > values[i - 1];
      long to = next < values.length ? steps[next] : Long.MAX_VALUE;
      count += isRise && window.holds(trace, steps[i], to) ? 1 : 0;
      i = next;
    }
    return OptionalDouble.of(count);
  }

  /** By its peak: the low before it may lie before the rise of the rate. */
  private static boolean hasCatapult(TrainingTrace trace, long from, long to) {
    return trace.events(TraceEvent.Kind.SPIKE).stream()
        .filter(event -> Verdict.CATAPULT.name().equals(event.evidence().get("verdict")))
        .map(event -> event.evidence().get("peak"))
        .anyMatch(
            peak ->
                peak instanceof Number number
                    && number.longValue() > from
                    && number.longValue() <= to);
  }

  private static boolean hasNormFallen(TrainingTrace trace, long from, long to) {
    double first = Double.NaN;
    double last = Double.NaN;
    for (Measurement measurement : trace.measurements()) {
      OptionalDouble norm = measurement.value(Quantity.PROBE_NTK_NORM);
      if (norm.isPresent() && measurement.step() >= from && measurement.step() <= to) {
        first = Double.isNaN(first) ? norm.getAsDouble() : first;
        last = norm.getAsDouble();
      }
    }
    return last < first;
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
