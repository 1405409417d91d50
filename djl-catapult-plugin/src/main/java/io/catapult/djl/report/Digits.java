/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a page holds them: no drawing shows more digits. */
final class Digits {

  private static final int KEPT = 7;

  private Digits() {}

  /** The number rounded to 7 significant digits; null, which JSON has, if it is not finite. */
  static Double rounded(double value) {
    return rounded(value, KEPT);
  }

  /** The same to another number of digits. */
  static Double rounded(double value, int digits) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).round(new MathContext(digits)).doubleValue()
        : null;
  }
}
