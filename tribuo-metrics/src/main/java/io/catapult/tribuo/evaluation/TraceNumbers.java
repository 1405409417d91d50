/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.detect.CatapultRule;
import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.detect.RuleCount;
import io.catapult.djl.detect.Share;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** A trace, read as single numbers on the whole run; empty is what was not measured. */
final class TraceNumbers {

  private final TrainingTrace trace;
  private final DynamicsSummary summary;
  private final RunTime time;

  TraceNumbers(TrainingTrace trace) {
    this.trace = trace;
    this.summary = RecordedDynamics.summary(trace);
    this.time = RunTime.of(trace);
  }

  TrainingTrace trace() {
    return trace;
  }

  RunTime time() {
    return time;
  }

  private double[] values(Quantity quantity) {
    return trace.series(quantity).values();
  }

  OptionalDouble first(Quantity quantity) {
    return Arrays.stream(values(quantity)).findFirst();
  }

  OptionalDouble last(Quantity quantity) {
    return Arrays.stream(values(quantity)).reduce((before, last) -> last);
  }

  OptionalDouble largest(Quantity quantity) {
    return finite(quantity).max();
  }

  OptionalDouble smallest(Quantity quantity) {
    return finite(quantity).min();
  }

  private DoubleStream finite(Quantity quantity) {
    return Arrays.stream(values(quantity)).filter(Double::isFinite);
  }

  OptionalDouble stepOfSmallest(Quantity quantity) {
    OptionalDouble smallest = smallest(quantity);
    if (smallest.isEmpty()) {
      return smallest;
    }
    double[] values = values(quantity);
    int at = 0;
    while (values[at] != smallest.getAsDouble()) {
      at++;
    }
    return OptionalDouble.of(trace.series(quantity).steps()[at]);
  }

  OptionalDouble drop(Quantity quantity) {
    OptionalDouble largest = largest(quantity);
    return largest.isEmpty()
        ? largest
        : OptionalDouble.of(1 - last(quantity).getAsDouble() / largest.getAsDouble());
  }

  long steps() {
    long measured = trace.measurements().stream().mapToLong(Measurement::step).reduce(0, Math::max);
    return trace.footer().map(footer -> Math.max(footer.lastStep(), measured)).orElse(measured);
  }

  OptionalDouble epochs() {
    return trace.measurements().stream()
        .mapToDouble(Measurement::epoch)
        .reduce((before, last) -> last);
  }

  /**
   * A divergence from which earlier weights, put back, brought the loss down is none in the end.
   */
  boolean hasDiverged() {
    Quantity loss =
        values(Quantity.PROBE_LOSS).length > 0 ? Quantity.PROBE_LOSS : Quantity.BATCH_LOSS;
    OptionalDouble last = last(loss);
    boolean wasDetected = summary.spikes(Verdict.DIVERGENCE) > 0;
    return last.isPresent()
        && (!Double.isFinite(last.getAsDouble())
            || (wasDetected && last.getAsDouble() > first(loss).getAsDouble()));
  }

  OptionalDouble catapults(CatapultRule rule) {
    RuleCount count = summary.count(rule);
    return count.judged() == 0 ? OptionalDouble.empty() : OptionalDouble.of(count.catapults());
  }

  OptionalDouble catapultsUntilBest(CatapultRule rule) {
    RuleCount count = summary.count(rule);
    return count.judged() == 0 || count.untilBestValidation().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(count.untilBestValidation().getAsLong());
  }

  OptionalDouble shareOfCatapults(CatapultRule rule) {
    RuleCount count = summary.count(rule);
    return new Share(count.catapults(), count.judged()).value();
  }

  /** One loss alone has no ups and downs. */
  OptionalDouble spikes(Verdict verdict) {
    return values(Quantity.PROBE_LOSS).length < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(summary.spikes(verdict));
  }

  OptionalDouble matchRate() {
    return summary.matches().value();
  }

  OptionalDouble signAgreement() {
    return summary.signs().value();
  }

  /** L_top(s) with the largest s that was measured, as the detector takes it. */
  OptionalDouble topShareOfRises() {
    double rises = 0;
    double inTop = 0;
    double loss = Double.NaN;
    double top = Double.NaN;
    for (Measurement measurement : trace.measurements()) {
      double[] tops = measurement.values(Quantity.PROBE_LOSS_TOP);
      OptionalDouble next = measurement.value(Quantity.PROBE_LOSS);
      if (tops.length == 0 || next.isEmpty()) {
        continue;
      }
      if (next.getAsDouble() > loss) {
        rises += next.getAsDouble() - loss;
        inTop += tops[tops.length - 1] - top;
      }
      loss = next.getAsDouble();
      top = tops[tops.length - 1];
    }
    return rises > 0 ? OptionalDouble.of(inTop / rises) : OptionalDouble.empty();
  }

  OptionalDouble largestRateRatio() {
    if (!RecordedDynamics.hasCriticalRate(trace)) {
      return OptionalDouble.empty();
    }
    return trace.measurements().stream()
        .mapToDouble(
            measurement ->
                measurement.value(Quantity.LEARNING_RATE).orElse(Double.NaN)
                    / measurement.value(Quantity.PROBE_CRITICAL_RATE_KERNEL).orElse(Double.NaN))
        .filter(Double::isFinite)
        .max();
  }
}
