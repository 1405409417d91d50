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
            "lambda_max eta_crit / eta(t) = 2 (1 + beta) / eta(t), beta the momentum",
            "Cohen et al., Gradient descent on neural networks typically occurs at the edge of"
                + " stability",
            DerivedCurves::threshold),
        derived(
            "derived.sharpness.half-threshold",
            "half the sharpness at which gradient descent turns unstable",
            "1 / eta(t) for gradient descent, below which it is assumed that lambda_2(M) stays",
            "Li et al., Analyzing sharpness along GD trajectory: progressive sharpening and edge of"
                + " stability, Assumption 3.7",
            DerivedCurves::half),
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
    OptionalDouble sharpness = first(m, Quantity.SHARPNESS, Quantity.GRAM_EIGENVALUES);
    double[] ratio = sharpnessByThreshold(m);
    return ratio.length == 1 ? new double[] {sharpness.orElseThrow() / ratio[0]} : NONE;
  }

  private static double[] half(Measurement m) {
    double[] threshold = m.value(Quantity.GRAM_EIGENVALUES).isPresent() ? threshold(m) : NONE;
    return threshold.length == 1 ? new double[] {threshold[0] / 2} : NONE;
  }

  /**
   * The learning rate over the critical rate of the sharpness: of the Hessian or, where that was
   * not measured, of the Gram matrix.
   */
  static double[] sharpnessByThreshold(Measurement m) {
    Quantity critical =
        m.value(Quantity.SHARPNESS).isPresent()
            ? Quantity.PROBE_CRITICAL_RATE_HESSIAN
            : Quantity.PROBE_CRITICAL_RATE_KERNEL;
    return first(m, Quantity.SHARPNESS, Quantity.GRAM_EIGENVALUES).isPresent()
        ? ratio(m.value(Quantity.LEARNING_RATE), m.value(critical))
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
