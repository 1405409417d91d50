/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.detect.CatapultRule;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Quantity;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a metric is and how it is read.
 *
 * @param unit 1 or s
 * @param formula what it is, as plain text
 * @param source where it is defined
 * @param reading how it is read
 */
record Definition(String unit, String formula, String source, Reading reading) {

  /** Reads a metric from a trace and from what is known of the test data. */
  @FunctionalInterface
  interface Reading {
    OptionalDouble of(TraceNumbers trace, TestNumbers test);
  }

  private static final String CLOCK = "wall clock";
  private static final String CLOCK_OF_STEPS = "io.catapult.djl.trace.Quantity, the clock";
  private static final String DETECTING = "io.catapult.djl.detect.DynamicsDetector";
  private static final String RESUMED =
      "; of a run that was killed or resumed, as far as it was measured";

  private static Definition number(String formula, String source, Reading reading) {
    return new Definition("1", formula, source, reading);
  }

  private static Definition of(Quantity quantity, String which, Reading reading) {
    return new Definition(
        quantity.unit(), which + " of " + quantity.id(), quantity.source(), reading);
  }

  static Definition first(Quantity quantity) {
    return of(quantity, "first measured value", (trace, test) -> trace.first(quantity));
  }

  static Definition last(Quantity quantity) {
    return of(quantity, "last measured value", (trace, test) -> trace.last(quantity));
  }

  static Definition largest(Quantity quantity) {
    return of(quantity, "largest measured value", (trace, test) -> trace.largest(quantity));
  }

  static Definition smallest(Quantity quantity) {
    return of(quantity, "smallest measured value", (trace, test) -> trace.smallest(quantity));
  }

  static Definition stepOfSmallest(Quantity quantity) {
    return number(
        "step of the first smallest value of " + quantity.id(),
        quantity.source(),
        (trace, test) -> trace.stepOfSmallest(quantity));
  }

  static Definition drop(Quantity quantity) {
    return number(
        "1 - last / largest, of " + quantity.id(),
        quantity.source(),
        (trace, test) -> trace.drop(quantity));
  }

  static Definition diverged() {
    return number(
        "1 if the last training loss or a prediction is not finite, or a divergence was detected"
            + " and the last training loss is above the first; else 0",
        DETECTING,
        (trace, test) ->
            OptionalDouble.of(trace.hasDiverged() || test.hasNonFinitePrediction() ? 1 : 0));
  }

  static Definition steps() {
    return number(
        "last step that was measured or recorded",
        CLOCK_OF_STEPS,
        (trace, test) -> OptionalDouble.of(trace.steps()));
  }

  static Definition epochs() {
    return number(
        "epochs completed at the last measurement",
        CLOCK_OF_STEPS,
        (trace, test) -> trace.epochs());
  }

  static Definition testLoss() {
    return number(
        "the loss of the training, on the test data",
        "io.catapult.tribuo.TestLoss; for SquaredErrorLoss (1/n) sum of (f - y)^2 over samples and"
            + " outputs",
        (trace, test) -> test.loss());
  }

  static Definition testError() {
    return number(
        "share of the test data with a wrong label", "0-1 loss", (trace, test) -> test.error());
  }

  static Definition gap() {
    return number(
        "test.loss - train.loss",
        "generalisation gap",
        (trace, test) -> {
          double train = trace.last(Quantity.PROBE_LOSS).orElse(Double.NaN);
          return OptionalDouble.of(test.loss().orElse(Double.NaN) - train);
        });
  }

  static Definition catapults(CatapultRule rule, boolean untilBest) {
    return number(
        "updates with "
            + rule.formula()
            + (untilBest ? ", before the best validation loss" : "")
            + "; of those that could be judged",
        rule.source(),
        (trace, test) -> untilBest ? trace.catapultsUntilBest(rule) : trace.catapults(rule));
  }

  static Definition spikes(Verdict verdict) {
    return number(
        "spikes of the training loss with the verdict " + verdict,
        DETECTING,
        (trace, test) -> trace.spikes(verdict));
  }

  static Definition matchRate() {
    return number(
        "of the updates with L(t+1) > L(t), those with eta above eta_crit(batch)",
        "Zhu, Toward understanding the dynamics of over-parameterized neural networks, Table 4.2",
        (trace, test) -> trace.matchRate());
  }

  static Definition signAgreement() {
    return number(
        "of the updates, those with sgn(eta - eta_crit(batch)) = sgn(PDiff_1)",
        "Zhu et al., Catapults in SGD, Claim 2",
        (trace, test) -> trace.signAgreement());
  }

  static Definition topShareOfRises() {
    return number(
        "sum of the changes of L_top(s) over sum of the changes of L, over the measurements that"
            + " follow each other with L rising",
        Quantity.PROBE_LOSS_TOP.source(),
        (trace, test) -> trace.topShareOfRises());
  }

  static Definition largestRateRatio() {
    return number(
        "largest learning-rate / probe.critical-rate.kernel; absent for adaptive optimizers",
        Quantity.PROBE_CRITICAL_RATE_KERNEL.source(),
        (trace, test) -> trace.largestRateRatio());
  }

  static Definition shareAboveCritical() {
    return number(
        "of the updates that could be judged, those with "
            + CatapultRule.KERNEL_CRITICAL_RATE.formula(),
        CatapultRule.KERNEL_CRITICAL_RATE.source(),
        (trace, test) -> trace.shareOfCatapults(CatapultRule.KERNEL_CRITICAL_RATE));
  }

  static Definition trainingTime() {
    return new Definition(
        "s",
        "time spent training, measuring excluded" + RESUMED,
        CLOCK,
        (trace, test) -> OptionalDouble.of(trace.time().training()));
  }

  static Definition measuringTime() {
    return new Definition(
        "s",
        "time spent measuring" + RESUMED,
        CLOCK,
        (trace, test) -> OptionalDouble.of(trace.time().measuring()));
  }

  static Definition overhead() {
    return number(
        "time.measuring / time.training",
        CLOCK,
        (trace, test) -> OptionalDouble.of(trace.time().overhead()));
  }

  /** A constant as a part of an id. */
  static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String words(CatapultRule rule) {
    return switch (rule) {
      case PROJECTED_LOSS -> "projected loss";
      case KERNEL_CRITICAL_RATE -> "kernel's critical rate";
      case HESSIAN_CRITICAL_RATE -> "Hessian's critical rate";
    };
  }
}
