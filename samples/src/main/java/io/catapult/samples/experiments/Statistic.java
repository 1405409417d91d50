/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.detect.SpikeSigns;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.Series;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A number of one run, computed from what it recorded.
 *
 * @param name a few words for a person
 * @param formula what it is, as plain text
 * @param reading gives the number; empty where it was not measured
 */
public record Statistic(
    String name, String formula, Function<RecordedRun, OptionalDouble> reading) {

  private static final double BLOWN_UP = 1e6;

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

  /**
   * Of all that the loss rises by from one measurement to the next, the share that lies in the top
   * eigenspace of s directions. Empty if the loss never rises.
   *
   * @param s from 1 to the number of directions that were measured
   */
  public static Statistic topShareOfRises(int s) {
    return ofTrace(
        "share of the rises in the top " + s,
        "sum of L_top(t') - L_top(t) over that of L(t') - L(t), over measurements t < t' with"
            + " L(t') > L(t), s = "
            + s,
        trace -> topShareOfRises(trace, s));
  }

  private static OptionalDouble topShareOfRises(TrainingTrace trace, int s) {
    double[] losses = trace.series(Quantity.PROBE_LOSS).values();
    double[] tops = trace.series(Quantity.PROBE_LOSS_TOP, s - 1).values();
    double rises = 0;
    double inTop = 0;
    for (int i = 1; i < Math.min(losses.length, tops.length); i++) {
      if (losses[i] > losses[i - 1]) {
        rises += losses[i] - losses[i - 1];
        inTop += tops[i] - tops[i - 1];
      }
    }
    return rises > 0 ? OptionalDouble.of(inTop / rises) : OptionalDouble.empty();
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

  /** The NTK norm of the last measurement over that of the first. */
  public static Statistic normAfterOverBefore() {
    return ofTrace(
        "NTK norm after over before",
        "last over first ||K||_2 on the probe data",
        trace -> {
          double[] norms = trace.series(Quantity.PROBE_NTK_NORM).values();
          return norms.length < 2
              ? OptionalDouble.empty()
              : OptionalDouble.of(norms[norms.length - 1] / norms[0]);
        });
  }

  /**
   * Whether gradient descent diverged: 1 if the loss was ever above a million times the first one,
   * or not finite, and else 0. A network whose units have all died in the blow-up has a finite loss
   * again afterwards.
   */
  public static Statistic blewUp() {
    return ofTrace(
        "whether the loss blew up",
        "1 if L(t) > 10^6 L(0) or L(t) is not finite at some t, else 0",
        trace -> {
          double[] losses = trace.series(Quantity.PROBE_LOSS).values();
          return losses.length == 0
              ? OptionalDouble.empty()
              : OptionalDouble.of(
                  Arrays.stream(losses).allMatch(loss -> loss <= BLOWN_UP * losses[0]) ? 0 : 1);
        });
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

  /** The same of all rates up to the last rise: the first one counts too. */
  public static Statistic ratesWithCatapult() {
    return ofTrace(
        "learning rates that made a catapult",
        "rates, the first and each that eta rises to, at which, up to the next, a spike has its peak"
            + " that was a catapult",
        trace -> ofRates(trace, Statistic::hasCatapult));
  }

  /** After how many of the rises of the learning rate the NTK norm was lower at the next one. */
  public static Statistic risesWithFallOfNorm() {
    return ofTrace(
        "rises of the learning rate after which the NTK norm fell",
        "rises of eta with ||K||_2 at the next rise, or at the end, below that at the rise",
        trace -> ofRises(trace, Statistic::hasNormFallen));
  }

  /**
   * At how many of the rates, the first and each that eta rises to, a catapult lowered the norm.
   */
  public static Statistic ratesWithFallOfNorm() {
    return ofTrace(
        "learning rates at which a catapult lowered the NTK norm",
        "rates, the first and each that eta rises to, with a catapult at whose end ||K||_2 is below"
            + " that at the start of the rate",
        trace -> ofRates(trace, Statistic::hasCatapultLoweredNorm));
  }

  /**
   * Of all that single updates raise the loss of the probe data by, the share of those whose
   * learning rate was above the critical rate of their batch; the match rate, weighted by rise.
   */
  public static Statistic riseAboveCritical() {
    return ofTrace(
        "share of the rise made above the critical rate",
        "sum of L(t+1) - L(t) over updates with a rise and eta > eta_crit(batch), over that of all"
            + " with a rise",
        Statistic::riseAboveCritical);
  }

  private static OptionalDouble riseAboveCritical(TrainingTrace trace) {
    double all = 0;
    double above = 0;
    for (int t = 0; t + 1 < trace.measurements().size(); t++) {
      Measurement now = trace.measurements().get(t);
      Measurement next = trace.measurements().get(t + 1);
      double rise = value(next, Quantity.PROBE_LOSS) - value(now, Quantity.PROBE_LOSS);
      double critical = value(now, Quantity.BATCH_CRITICAL_RATE_KERNEL);
      if (rise > 0 && !Double.isNaN(critical) && next.step() == now.step() + 1) {
        all += rise;
        above += value(now, Quantity.LEARNING_RATE) > critical ? rise : 0;
      }
    }
    return all > 0 ? OptionalDouble.of(above / all) : OptionalDouble.empty();
  }

  private static double value(Measurement measurement, Quantity quantity) {
    return measurement.value(quantity).orElse(Double.NaN);
  }

  private interface Window {
    boolean holds(TrainingTrace trace, long from, long to);
  }

  private static OptionalDouble ofRises(TrainingTrace trace, Window window) {
    long[] starts = startsOfRates(trace);
    return starts.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(count(trace, Arrays.copyOfRange(starts, 1, starts.length), window));
  }

  private static OptionalDouble ofRates(TrainingTrace trace, Window window) {
    long[] starts = startsOfRates(trace);
    return starts.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(count(trace, starts, window));
  }

  /** The first step and those of the rises; empty with less than two measurements. */
  private static long[] startsOfRates(TrainingTrace trace) {
    Series rates = trace.series(Quantity.LEARNING_RATE);
    double[] values = rates.values();
    long[] steps = rates.steps();
    return values.length < 2
        ? new long[0]
        : IntStream.range(0, values.length)
            .filter(i -> i == 0 || values[i] > values[i - 1])
            .mapToLong(i -> steps[i])
            .toArray();
  }

  private static long count(TrainingTrace trace, long[] starts, Window window) {
    return IntStream.range(0, starts.length)
        .filter(
            i ->
                window.holds(
                    trace, starts[i], i + 1 < starts.length ? starts[i + 1] : Long.MAX_VALUE))
        .count();
  }

  private static boolean hasCatapult(TrainingTrace trace, long from, long to) {
    return catapults(trace, from, to).findAny().isPresent();
  }

  /** By their peaks: the low before may lie before the rise of the rate. */
  private static Stream<TraceEvent> catapults(TrainingTrace trace, long from, long to) {
    return trace.events(TraceEvent.Kind.SPIKE).stream()
        .filter(event -> Verdict.CATAPULT.name().equals(event.evidence().get("verdict")))
        .filter(
            event ->
                event.evidence().get("peak") instanceof Number peak
                    && peak.longValue() > from
                    && peak.longValue() <= to);
  }

  private static boolean hasCatapultLoweredNorm(TrainingTrace trace, long from, long to) {
    double before =
        trace.measurements().stream()
            .filter(measurement -> measurement.step() >= from)
            .findFirst()
            .map(measurement -> value(measurement, Quantity.PROBE_NTK_NORM))
            .orElse(Double.NaN);
    return catapults(trace, from, to)
        .map(event -> SpikeSigns.of(event.evidence(), true).normAfter())
        .anyMatch(after -> after < before);
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

  private static Statistic ofTrace(
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
