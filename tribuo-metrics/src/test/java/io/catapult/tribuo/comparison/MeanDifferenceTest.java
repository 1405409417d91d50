/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {

  /** The quantiles of Student's distribution have six decimals in the tables. */
  private static final double TABLE = 1e-5;

  @Test
  void equalScatterOfTwoSeedsEachHasTwoDegreesOfFreedom() {
    // se^2 = 2 s^2 / n = s^2; t(0.975, 2) = 4.302653, Student's table.
    MeanDifference found = MeanDifference.of(summary(1, 0.5, 2), summary(4, 0.5, 2));
    assertEquals(3, found.value());
    assertEquals(3 - 0.5 * 4.302653, found.interval().orElseThrow().low(), TABLE);
    assertEquals(3 + 0.5 * 4.302653, found.interval().orElseThrow().high(), TABLE);
    assertTrue(found.isBeyondScatter());
  }

  @Test
  void aMeanWithoutScatterLeavesTheFreedomOfTheOther() {
    // t(0.975, 9) = 2.262157.
    MeanDifference found = MeanDifference.of(summary(1, 0, 3), summary(1.5, 1, 10));
    double half = 2.262157 / Math.sqrt(10);
    assertEquals(0.5 - half, found.interval().orElseThrow().low(), TABLE);
    assertFalse(found.isBeyondScatter());
  }

  @Test
  void aSingleRunTellsNothingOfScatter() {
    MetricSummary single = new MetricSummary(1, OptionalDouble.empty(), 1);
    MeanDifference found = MeanDifference.of(single, summary(9, 0.1, 5));
    assertTrue(found.interval().isEmpty());
    assertFalse(found.isBeyondScatter());
  }

  @Test
  void withoutAnyScatterTheDifferenceIsWhatItIs() {
    MeanDifference found = MeanDifference.of(summary(1, 0, 2), summary(2, 0, 2));
    assertEquals(new ConfidenceInterval(1, 1), found.interval().orElseThrow());
    assertTrue(found.isBeyondScatter());
    assertFalse(MeanDifference.of(summary(1, 0, 2), summary(1, 0, 2)).isBeyondScatter());
  }

  private static MetricSummary summary(double mean, double deviation, int n) {
    return new MetricSummary(mean, OptionalDouble.of(deviation), n);
  }
}
