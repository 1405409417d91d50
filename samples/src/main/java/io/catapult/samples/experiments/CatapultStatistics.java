/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.detect.SpikeSigns;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.Series;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbers of the catapults of gradient descent. */
final class CatapultStatistics {

  private static final double BLOWN_UP = 1e6;

  private CatapultStatistics() {}

  /**
   * Of all that the loss rises by from one measurement to the next, the share that lies in the top
   * eigenspace of s directions. Empty if the loss never rises.
   *
   * @param s from 1 to the number of directions that were measured
   */
  static Statistic topShareOfRises(int s) {
    return Statistic.ofTrace(
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

  /**
   * The NTK norm at the end of the highest spike over that of the first measurement; empty without
   * a spike. Later the norm may grow again, as far as the learning rate lets it.
   */
  static Statistic normAfterOverBefore() {
    return Statistic.ofTrace(
        "NTK norm after over before",
        "||K||_2 at the end of the spike with the highest loss over the first ||K||_2, on the probe"
            + " data",
        CatapultStatistics::normAfterOverBefore);
  }

  private static OptionalDouble normAfterOverBefore(TrainingTrace trace) {
    Series norms = trace.series(Quantity.PROBE_NTK_NORM);
    return trace.events(TraceEvent.Kind.SPIKE).stream()
        .map(TraceEvent::evidence)
        .max(Comparator.comparingDouble(spike -> number(spike, "loss at peak")))
        .filter(spike -> !norms.isEmpty())
        .map(spike -> OptionalDouble.of(normAfter(spike) / norms.values()[0]))
        .orElseGet(OptionalDouble::empty);
  }

  private static double normAfter(Map<String, Object> spike) {
    return SpikeSigns.of(spike, true).normAfter();
  }

  private static double number(Map<String, Object> evidence, String name) {
    return evidence.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /**
   * Whether gradient descent diverged: 1 if the loss was ever above a million times the first one,
   * or not finite, and else 0. A network whose units have all died in the blow-up has a finite loss
   * again afterwards.
   */
  static Statistic blewUp() {
    return Statistic.ofTrace(
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

  /** How many of the learning rates made a catapult: the first one, and each that it rises to. */
  static Statistic ratesWithCatapult() {
    return Statistic.ofTrace(
        "learning rates that made a catapult",
        "rates, the first and each that eta rises to, at which, up to the next, a spike has its peak"
            + " that was a catapult",
        trace -> ofRates(trace, 0, (from, to) -> catapults(trace, from, to).findAny().isPresent()));
  }

  /** How many of the rises of the learning rate made a catapult: the first rate is none. */
  static Statistic risesWithCatapult() {
    return Statistic.ofTrace(
        "rises of the learning rate that made a catapult",
        "rises of eta after which, up to the next one, a spike has its peak that was a catapult",
        trace -> ofRates(trace, 1, (from, to) -> catapults(trace, from, to).findAny().isPresent()));
  }

  /**
   * At how many of the rates, the first and each that eta rises to, a catapult lowered the norm.
   */
  static Statistic ratesWithFallOfNorm() {
    return Statistic.ofTrace(
        "learning rates at which a catapult lowered the NTK norm",
        "rates, the first and each that eta rises to, with a catapult at whose end ||K||_2 is below"
            + " that at the start of the rate",
        trace -> ofRates(trace, 0, (from, to) -> hasNormFallen(trace, from, to)));
  }

  private interface Window {
    boolean holds(long from, long to);
  }

  private static OptionalDouble ofRates(TrainingTrace trace, int first, Window window) {
    Series rates = trace.series(Quantity.LEARNING_RATE);
    double[] values = rates.values();
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    long[] starts =
        IntStream.range(0, values.length)
            .filter(i -> i == 0 || values[i] > values[i - 1])
            .mapToLong(i -> rates.steps()[i])
            .toArray();
    return OptionalDouble.of(
        IntStream.range(first, starts.length)
            .filter(i -> window.holds(starts[i], end(starts, i)))
            .count());
  }

  private static long end(long[] starts, int i) {
    return i + 1 < starts.length ? starts[i + 1] : Long.MAX_VALUE;
  }

  /** By their peaks: the low before may lie before the rise of the rate. */
  private static Stream<TraceEvent> catapults(TrainingTrace trace, long from, long to) {
    return trace.events(TraceEvent.Kind.SPIKE).stream()
        .filter(event -> Verdict.CATAPULT.name().equals(event.evidence().get("verdict")))
        .filter(event -> number(event.evidence(), "peak") > from)
        .filter(event -> number(event.evidence(), "peak") <= to);
  }

  private static boolean hasNormFallen(TrainingTrace trace, long from, long to) {
    Series norms = trace.series(Quantity.PROBE_NTK_NORM);
    double before =
        IntStream.range(0, norms.size())
            .filter(i -> norms.steps()[i] >= from)
            .mapToDouble(i -> norms.values()[i])
            .findFirst()
            .orElse(Double.NaN);
    return catapults(trace, from, to).anyMatch(event -> normAfter(event.evidence()) < before);
  }
}
