/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.autodiff.NonFiniteException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class SeparateScalesTest {

  /** The ratio of two steps, ten of which are a decade. */
  private static final double TWO_STEPS = 1.6;

  private static SeparateScales sweep(DoubleUnaryOperator f) {
    return SeparateScales.of(f, 0, 1e-5, 1e3, 81);
  }

  private static void assertScales(List<Double> found, double... expected) {
    assertEquals(expected.length, found.size(), "" + found);
    for (int i = 0; i < expected.length; i++) {
      assertTrue(Math.abs(Math.log(found.get(i) / expected[i])) < Math.log(TWO_STEPS), "" + found);
    }
  }

  /** Section 6: an input x makes a well that is 1/x wide. */
  @Test
  void inputsOfSeveralMagnitudesMakeAsManyScales() {
    assertScales(
        sweep(new EmpiricalLoss(List.of(0.1, 10.0, 1000.0))::value).scales(), 0.001, 0.1, 10);
    assertScales(sweep(new EmpiricalLoss(List.of(0.1, 1000.0))::value).scales(), 0.001, 10);
  }

  @Test
  void inputsOfOneMagnitudeOrAContinuumMakeOne() {
    assertScales(sweep(new EmpiricalLoss(List.of(2.0, 2.0))::value).scales(), 0.5);
    SeparateScales uniform = sweep(new PopulationLoss(3)::value);
    assertScales(uniform.scales(), 1.0 / 3);
  }

  @Test
  void theExponentOfAPowerIsThatPower() {
    SeparateScales found = SeparateScales.of(x -> Math.pow(Math.abs(x - 4), 1.5), 4, 0.01, 10, 31);
    found.exponents().forEach(p -> assertEquals(1.5, p, 1e-9));
    assertEquals(30, found.exponents().size());
    assertEquals(10, found.distances().get(30), 1e-12);
    assertEquals(Math.pow(10, 1.5), found.rises().get(30), 1e-9);
    // The far end of what is one scale as far as the sweep goes.
    assertEquals(10, found.scales().get(0), 2.5);
    assertEquals(1, found.scales().size());
  }

  /** As of three ReLU layers, whose exponent grows from 2 to 6. */
  private static double cubed(double x) {
    return Math.pow(Math.pow(1 + Math.abs(x), 3) - 1, 2);
  }

  @Test
  void aTopThatStillRisesAtTheEndIsNone() {
    SeparateScales found = SeparateScales.of(SeparateScalesTest::cubed, 0, 1e-3, 100, 61);
    assertTrue(found.isRisingAtEnd());
    assertTrue(found.exponents().get(59) > 5.8, "close to 2 D, but below");
    assertEquals(List.of(), found.scales());
  }

  /** The outputs of a ReLU network have kinks, which make its exponent waver. */
  @Test
  void nothingIsMadeOfATopThatWavers() {
    DoubleUnaryOperator wavering =
        x -> cubed(x) * Math.exp(0.01 * Math.sin(20 * Math.log(Math.abs(x) + 1e-9)));
    SeparateScales found = SeparateScales.of(wavering, 0, 1e-3, 80, 61);
    List<Double> p = found.exponents();
    assertTrue(p.get(59) < p.subList(50, 59).stream().max(Double::compare).orElseThrow() - 0.1);
    assertEquals(List.of(), found.scales());
  }

  /** As a well within another that is wider than the sweep. */
  @Test
  void beforeARiseAtTheEndScalesCountIfTheExponentSankToHalf() {
    DoubleUnaryOperator well = new EmpiricalLoss(List.of(1.0))::value;
    SeparateScales apart =
        SeparateScales.of(x -> well.applyAsDouble(x) + 1e-4 * cubed(x / 10), 0, 1e-2, 1e3, 61);
    assertTrue(apart.isRisingAtEnd());
    assertScales(apart.scales(), 1);
    SeparateScales one =
        SeparateScales.of(x -> well.applyAsDouble(x) + cubed(x / 2), 0, 1e-2, 1e2, 49);
    assertTrue(one.isRisingAtEnd());
    assertEquals(List.of(), one.scales(), "one top, which is highest at the end");
  }

  @Test
  void topsThatAreFlatOrLieInsideCount() {
    SeparateScales flat = SeparateScales.of(x -> x * x, 0, 0.01, 100, 41);
    assertScales(flat.scales(), 100);
    assertFalse(flat.isRisingAtEnd());
    // 4 up to 1, then 3: the exponent stays above half.
    SeparateScales inside =
        SeparateScales.of(
            x -> Math.abs(x) < 1 ? Math.pow(x, 4) : Math.pow(Math.abs(x), 3), 0, 0.01, 100, 41);
    assertScales(inside.scales(), 1);
    // 4 up to 1, then 2.5, and 3.5 from 30 on: it rises at the end, but not above the top.
    SeparateScales lower =
        SeparateScales.of(
            x ->
                Math.abs(x) < 1
                    ? Math.pow(x, 4)
                    : Math.pow(Math.abs(x), 2.5) * Math.max(1, Math.abs(x) / 30),
            0,
            0.01,
            100,
            41);
    assertTrue(lower.isRisingAtEnd());
    assertScales(lower.scales(), 1);
  }

  /** A slope at the centre does not count: both sides are taken together. */
  @Test
  void theSlopeAtTheCentreCancels() {
    SeparateScales found = SeparateScales.of(x -> x * x + 5 * x, 0, 0.01, 10, 31);
    found.exponents().forEach(p -> assertEquals(2, p, 1e-6));
  }

  @Test
  void whereNothingRisesThereIsNoScale() {
    assertEquals(List.of(), sweep(x -> 1).scales());
    SeparateScales falling = sweep(x -> -Math.abs(x));
    assertTrue(falling.rises().stream().allMatch(rise -> rise < 0));
    assertEquals(List.of(), falling.scales(), "a maximum has none");
  }

  /** As of a deep network whose outputs overflow far from its weights. */
  @Test
  void theSweepEndsBeforeTheFirstLossThatIsNotFinite() {
    DoubleUnaryOperator well = new EmpiricalLoss(List.of(1.0))::value;
    SeparateScales whole = SeparateScales.of(well, 0, 1e-2, 1e2, 41);
    DoubleUnaryOperator infinite = x -> x > 30 ? Double.POSITIVE_INFINITY : well.applyAsDouble(x);
    DoubleUnaryOperator throwing =
        x -> {
          if (x < -30) {
            throw new NonFiniteException("a finite loss", "NaN", "lower the learning rate");
          }
          return well.applyAsDouble(x);
        };
    for (DoubleUnaryOperator loss : List.of(infinite, throwing)) {
      SeparateScales found = SeparateScales.of(loss, 0, 1e-2, 1e2, 41);
      assertEquals(whole.distances().subList(0, 35), found.distances(), "10^(3.4 - 2) < 30");
      assertEquals(whole.rises().subList(0, 35), found.rises());
      assertEquals(whole.exponents().subList(0, 34), found.exponents());
      assertScales(found.scales(), 1);
    }
    SeparateScales alone =
        SeparateScales.of(x -> Math.abs(x) > 0.01 ? Double.NaN : 0, 0, 0.01, 1, 9);
    assertEquals(List.of(0.01), alone.distances());
    assertEquals(List.of(), alone.exponents());
    assertEquals(List.of(), alone.scales());
    assertThrows(NonFiniteException.class, () -> SeparateScales.of(throwing, 0, 50, 100, 9));
  }

  @Test
  void distancesOutOfOrderOrTooFewAreRefused() {
    for (double from : new double[] {0, -1, 2, Double.NaN}) {
      IllegalArgumentException fault =
          assertThrows(
              IllegalArgumentException.class, () -> SeparateScales.of(x -> x, 0, from, 2, 9));
      assertTrue(fault.getMessage().contains("found 9 from " + from), fault.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> SeparateScales.of(x -> x, 0, 1, 2, 2));
  }
}
