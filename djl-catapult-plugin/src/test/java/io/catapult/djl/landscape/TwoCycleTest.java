/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lemma 1 and Theorem 1. */
final class TwoCycleTest {

  @ParameterizedTest
  @ValueSource(doubles = {2.0000001, 2.1, 3, 5, 1000})
  void aStepFromThePointIsItsMirrorImage(double rate) {
    SubquadraticFunction f1 = MultiscaleFunctions.f1();
    TwoCycle cycle = TwoCycle.of(f1, rate).orElseThrow();
    double x = cycle.amplitude();
    assertEquals(2 * x, rate * f1.derivative(x), 1e-14 * rate * x);
    assertTrue(cycle.isStable(), "f_1'' falls strictly");
    double factor = 1 - rate / (1 + x);
    assertEquals(factor * factor, cycle.multiplier(), 1e-12);
  }

  @Test
  void theAmplitudeRisesWithTheRateFromZero() {
    double before = 0;
    for (double rate = 2 + 1e-6; rate < 100; rate *= 1.3) {
      double amplitude = TwoCycle.of(MultiscaleFunctions.f1(), rate).orElseThrow().amplitude();
      assertTrue(amplitude > before, "at " + rate);
      before = amplitude;
    }
    // log(1 + x)/x = 1 - x/2 + O(x^2), so x = eta - 2 + O((eta - 2)^2).
    assertEquals(
        1e-6, TwoCycle.of(MultiscaleFunctions.f1(), 2 + 1e-6).orElseThrow().amplitude(), 1e-11);
  }

  /** There {@code x^3 = eta/(3C)}, whatever the rate {@code (1 + 4)^2} the multiplier. */
  @ParameterizedTest
  @ValueSource(doubles = {0.34, 0.5, 2, 40})
  void theCycleOfAConcaveFlankRepels(double rate) {
    TwoCycle cycle = TwoCycle.of(MultiscaleFunctions.f2(), rate).orElseThrow();
    assertEquals(Math.cbrt(rate / 9), cycle.amplitude(), 1e-14);
    assertEquals(25, cycle.multiplier(), 1e-10);
    assertFalse(cycle.isStable());
  }

  @Test
  void upToTheCriticalRateThereIsNone() {
    assertEquals(2, MultiscaleFunctions.f1().criticalRate());
    assertEquals(1.0 / 3, MultiscaleFunctions.f2().criticalRate(), 1e-16);
    assertEquals(Optional.empty(), TwoCycle.of(MultiscaleFunctions.f1(), 2));
    assertEquals(Optional.empty(), TwoCycle.of(MultiscaleFunctions.f2(), 0.3));
  }

  @Test
  void whatGrowsQuadraticallyOrIsNoRateIsRefused() {
    SubquadraticFunction quadratic =
        new SubquadraticFunction() {
          @Override
          public double value(double x) {
            return x * x / 2;
          }

          @Override
          public double derivative(double x) {
            return x;
          }

          @Override
          public double secondDerivative(double x) {
            return 1;
          }
        };
    IllegalStateException endless =
        assertThrows(IllegalStateException.class, () -> TwoCycle.of(quadratic, 4));
    assertTrue(endless.getMessage().contains("below 2/eta = 0.5"), endless.getMessage());
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      IllegalArgumentException fault =
          assertThrows(
              IllegalArgumentException.class, () -> TwoCycle.of(MultiscaleFunctions.f1(), rate));
      assertTrue(fault.getMessage().contains("found " + rate), fault.getMessage());
    }
  }
}
