/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.detect.StepNumbers;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceHeader;
import java.util.Map;

/**
 * What critical rates mean for the optimizer of a run, and so how a measurement of it is judged.
 *
 * @param compare whether its learning rates can be compared with them; those of an adaptive
 *     optimizer cannot
 * @param limit critical rate times largest eigenvalue: 2 for gradient descent
 */
record CriticalRates(boolean compare, double limit) {

  private static final String COMPARE = "rates compare with critical rates";
  private static final String LIMIT = "critical rate times largest eigenvalue";

  static CriticalRates of(ListenerSettings settings) {
    return new CriticalRates(settings.hasCriticalRate(), settings.criticalLimit());
  }

  /** Those of a recorded run; of gradient descent where the header does not say. */
  static CriticalRates of(TraceHeader header) {
    Map<String, Object> settings = header.settings();
    return new CriticalRates(
        !Boolean.FALSE.equals(settings.get(COMPARE)),
        settings.get(LIMIT) instanceof Number limit ? limit.doubleValue() : 2);
  }

  void describe(Map<String, Object> into) {
    into.put(COMPARE, compare);
    into.put(LIMIT, limit);
  }

  /** A measurement as the detector takes it. */
  StepNumbers numbers(Measurement of) {
    double critical = value(of, Quantity.PROBE_CRITICAL_RATE_KERNEL);
    double[] top = of.values(Quantity.PROBE_LOSS_TOP);
    return new StepNumbers(
        of.step(),
        value(of, Quantity.LEARNING_RATE),
        value(of, Quantity.PROBE_LOSS),
        value(of, Quantity.VALIDATION_LOSS),
        compare ? value(of, Quantity.BATCH_CRITICAL_RATE_KERNEL) : Double.NaN,
        compare ? value(of, Quantity.BATCH_CRITICAL_RATE_HESSIAN) : Double.NaN,
        value(of, Quantity.PROJECTED_DIFFERENCE),
        compare ? critical : Double.NaN,
        value(of, Quantity.PROBE_NTK_NORM),
        top.length == 0 ? Double.NaN : top[top.length - 1],
        limit / critical,
        value(of, Quantity.OUTPUT_LAYER_NORM));
  }

  private static double value(Measurement of, Quantity quantity) {
    return of.value(quantity).orElse(Double.NaN);
  }
}
