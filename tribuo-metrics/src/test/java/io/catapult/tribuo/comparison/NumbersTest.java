/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void aMeanHasSomeFourDigitsAndItsDeviationAsManyDecimals() {
    assertEquals("0.7051 ± 0.0040", text(0.70512, 0.004));
    assertEquals("3.142 ± 0.100", text(3.14159, 0.1));
    assertEquals("12.35 ± 0.00", text(12.345678, 0));
    assertEquals("4600 ± 12", text(4600, 12.3));
    assertEquals("0 ± 0", text(0, 0));
    assertEquals("400 ± 0", text(400, 0));
    assertEquals("400.0 ± 0.5", text(400, 0.5));
    assertEquals("-0.1235 ± 0.0100", text(-0.12345678, 0.01));
  }

  @Test
  void verySmallAndVeryLargeNumbersHaveAnExponent() {
    assertEquals("1.200e-05 ± 3.000e-06", text(1.2e-5, 3e-6));
    assertEquals("1.000e+20 ± 0.000e+00", text(1e20, 0));
  }

  @Test
  void oneRunHasNoDeviation() {
    assertEquals("0.5000", Numbers.text(new MetricSummary(0.5, OptionalDouble.empty(), 1)));
  }

  @Test
  void aCoefficientHasItsInterval() {
    assertEquals(
        "-0.83 (-0.95 to -0.50)",
        Numbers.text(
            new CorrelationEstimate(-0.834, Optional.of(new ConfidenceInterval(-0.949, -0.5)))));
    assertEquals("1.00", Numbers.text(new CorrelationEstimate(1, Optional.empty())));
  }

  private static String text(double mean, double deviation) {
    return Numbers.text(new MetricSummary(mean, OptionalDouble.of(deviation), 3));
  }
}
