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

  /** The learning rate minus the batch's critical rate, by the kernel or else the Hessian. */
  static final Curve RATE_EXCESS =
      derived(
          "derived.batch.rate-excess",
          "learning rate minus critical rate of the batch",
          "eta(t) - eta_crit(batch t), the critical rate by the kernel, or by the Hessian where"
              + " that of the kernel was not measured",
          "Zhu, Toward understanding the dynamics of over-parameterized neural networks, section"
              + " 4.4",
          DerivedCurves::excess);

  /** Below it the sharpness is stable. */
  static final Curve SHARPNESS_THRESHOLD =
      derived(
          "derived.sharpness.threshold",
          "sharpness at which gradient descent turns unstable",
          "lambda_max(H) eta_crit / eta(t) = 2 (1 + beta) / eta(t), beta the momentum",
          "Cohen et al., Gradient descent on neural networks typically occurs at the edge of"
              + " stability",
          DerivedCurves::threshold);

  /** Measuring time over training time so far. */
  static final Curve MEASURING_SHARE =
      derived(
          "derived.measuring.share",
          "measuring time over training time",
          "time.measuring / time.training, both since the recording began",
          "wall clock",
          DerivedCurves::share);

  private DerivedCurves() {}

  static List<Curve> all() {
    return List.of(RATE_EXCESS, SHARPNESS_THRESHOLD, MEASURING_SHARE);
  }

  private static Curve derived(
      String id, String label, String formula, String source, Curve.Reading reading) {
    return new Curve(id, 0, new Curve.Meaning(label, formula, source, "1"), reading);
  }

  private static OptionalDouble excess(Measurement m) {
    OptionalDouble kernel = m.value(Quantity.BATCH_CRITICAL_RATE_KERNEL);
    OptionalDouble critical =
        kernel.isPresent() ? kernel : m.value(Quantity.BATCH_CRITICAL_RATE_HESSIAN);
    return of(v -> v[0] - v[1], m.value(Quantity.LEARNING_RATE), critical);
  }

  private static OptionalDouble threshold(Measurement m) {
    return of(
        v -> v[0] * v[1] / v[2],
        m.value(Quantity.SHARPNESS),
        m.value(Quantity.PROBE_CRITICAL_RATE_HESSIAN),
        m.value(Quantity.LEARNING_RATE));
  }

  private static OptionalDouble share(Measurement m) {
    return of(v -> v[0] / v[1], m.value(Quantity.MEASURING_TIME), m.value(Quantity.TRAINING_TIME));
  }

  private static OptionalDouble of(Formula formula, OptionalDouble... parts) {
    double[] known = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        return OptionalDouble.empty();
      }
      known[i] = parts[i].getAsDouble();
    }
    return OptionalDouble.of(formula.of(known));
  }

  /** Computes a number of others. */
  @FunctionalInterface
  private interface Formula {
    double of(double[] parts);
  }
}
