/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.List;
import java.util.OptionalDouble;

/** Curves that are computed of several quantities of one measurement. */
final class DerivedCurves {

  private static final double[] NONE = {};

  private DerivedCurves() {}

  static List<Curve> all() {
    return List.of(
        derived(
            "derived.batch.rate-excess",
            "learning rate minus critical rate of the batch",
            "eta(t) - eta_crit(batch t), the critical rate by the kernel, or by the Hessian where"
                + " that of the kernel was not measured",
            "Zhu, Toward understanding the dynamics of over-parameterized neural networks, section"
                + " 4.4",
            DerivedCurves::excess),
        derived(
            "derived.sharpness.threshold",
            "sharpness at which gradient descent turns unstable",
            "lambda_max(H) eta_crit / eta(t) = 2 (1 + beta) / eta(t), beta the momentum",
            "Cohen et al., Gradient descent on neural networks typically occurs at the edge of"
                + " stability",
            DerivedCurves::threshold),
        derived(
            "derived.measuring.share",
            "measuring time over training time",
            "time.measuring / time.training, both since the recording began",
            "wall clock",
            DerivedCurves::share));
  }

  private static Curve derived(
      String id, String label, String formula, String source, Curve.Reading reading) {
    return new Curve(id, new Curve.Meaning(label, formula, source, "1"), reading, 1);
  }

  private static double[] excess(Measurement m) {
    OptionalDouble rate = m.value(Quantity.LEARNING_RATE);
    OptionalDouble critical =
        first(m, Quantity.BATCH_CRITICAL_RATE_KERNEL, Quantity.BATCH_CRITICAL_RATE_HESSIAN);
    return rate.isPresent() && critical.isPresent()
        ? new double[] {rate.getAsDouble() - critical.getAsDouble()}
        : NONE;
  }

  private static double[] threshold(Measurement m) {
    OptionalDouble sharpness = m.value(Quantity.SHARPNESS);
    double[] ratio =
        ratio(m.value(Quantity.PROBE_CRITICAL_RATE_HESSIAN), m.value(Quantity.LEARNING_RATE));
    return sharpness.isPresent() && ratio.length == 1
        ? new double[] {sharpness.getAsDouble() * ratio[0]}
        : NONE;
  }

  private static double[] share(Measurement m) {
    return ratio(m.value(Quantity.MEASURING_TIME), m.value(Quantity.TRAINING_TIME));
  }

  /** The quotient of two numbers that were both measured. */
  static double[] ratio(OptionalDouble numerator, OptionalDouble denominator) {
    return numerator.isPresent() && denominator.isPresent()
        ? new double[] {numerator.getAsDouble() / denominator.getAsDouble()}
        : NONE;
  }

  /** The first of several quantities that was measured. */
  static OptionalDouble first(Measurement m, Quantity... quantities) {
    for (Quantity quantity : quantities) {
      OptionalDouble value = m.value(quantity);
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }
}
