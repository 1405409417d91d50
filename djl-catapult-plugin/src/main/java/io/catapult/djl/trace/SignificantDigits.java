/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** Rounds numbers for pictures to 7 significant digits, about what a float32 holds. */
final class SignificantDigits {

  private static final MathContext SEVEN = new MathContext(7);

  private SignificantDigits() {}

  /** The rounded number; what is not finite stays as it is. A second rounding changes nothing. */
  static double round(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(SEVEN).doubleValue() : value;
  }

  /** A rounded copy. */
  static double[] round(double[] values) {
    return Arrays.stream(values).map(SignificantDigits::round).toArray();
  }
}
