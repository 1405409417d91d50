/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.Locale;

/** What can be wrong with an AGOP or with what is asked of it. */
final class AgopFaults {

  private static final String MEASURE_IN_FLOAT64 =
      "measure in float64, with model.toType(DataType.FLOAT64)";

  private AgopFaults() {}

  static MeasurementException closed() {
    return new MeasurementException(
        "an open AGOP", "a closed one", "use it, and the arrays it returned, before it is closed");
  }

  static MeasurementException zero(String purpose, boolean given) {
    return new MeasurementException(
        "an AGOP that is not zero, " + purpose,
        given ? "a matrix of zeros" : "zero over all samples",
        "look for dead units and saturated activations: no output depends on any input");
  }

  static MeasurementException overflow(DataType type) {
    return new MeasurementException(
        "gradients whose squares are within the range of " + type,
        "an overflow",
        MEASURE_IN_FLOAT64);
  }

  static MeasurementException underflow(DataType type) {
    return new MeasurementException(
        "gradients whose squares are within the range of " + type,
        "an underflow to zero",
        MEASURE_IN_FLOAT64);
  }

  static MeasurementException outOfRange(String name, int value, long d) {
    return new MeasurementException(
        name + " between 1 and the number of input features d = " + d,
        name + " = " + value,
        "choose " + name + " in that range");
  }

  static MeasurementException matrixTooLarge(long d, double bytes, long memoryBytes) {
    return new MeasurementException(
        "a d x d matrix within the bound on memory of " + memoryBytes + " bytes",
        String.format(Locale.ROOT, "d = %d, %.3g bytes", d, bytes),
        "use diagonal, top, trace or alignment, which need no matrix, or raise the bound with"
            + " withMemoryBytes");
  }
}
