/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.tracker.Tracker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class LyapunovExponentTest {

  private static final int BEFORE = 200;
  private static final int STEPS = 4000;

  @Test
  void aTwoCycleThatAttractsHasHalfTheLogarithmOfItsMultiplier() {
    SubquadraticFunction f1 = MultiscaleFunctions.f1();
    double expected = Math.log(TwoCycle.of(f1, 3).orElseThrow().multiplier()) / 2;
    double found = LyapunovExponent.of(DifferentiableFunction.along(f1, 1), 3, BEFORE, STEPS, -5);
    assertEquals(expected, found, 1e-4);
  }

  @Test
  void ofAFunctionOfOneVariableItIsTheMeanLogarithmOfTheDerivativeOfAStep() {
    SubquadraticFunction f2 = MultiscaleFunctions.f2();
    DifferentiableFunction line = DifferentiableFunction.along(f2, 1);
    double[] x = new GradientDescent(line, Tracker.fixed(2)).run(BEFORE + STEPS, -5).coordinate(0);
    double sum = 0;
    for (int t = BEFORE; t < BEFORE + STEPS; t++) {
      sum += Math.log(Math.abs(1 - 2 * f2.secondDerivative(x[t])));
    }
    double found = LyapunovExponent.of(line, 2, BEFORE, STEPS, -5);
    assertTrue(found > 0, "chaotic");
    assertEquals(sum / STEPS, found, 0.01);
  }

  /** A quadratic function multiplies distances by 1 - eta a along each axis. */
  @Test
  void ofAQuadraticFunctionItIsThatOfTheLargestFactor() {
    DifferentiableFunction f =
        DifferentiableFunction.of(
            2, x -> (x[0] * x[0] + 3 * x[1] * x[1]) / 2, x -> new double[] {x[0], 3 * x[1]});
    assertEquals(Math.log(0.9), LyapunovExponent.of(f, 0.1, 50, 50, 1, 1), 1e-6);
    assertEquals(
        Double.NEGATIVE_INFINITY,
        LyapunovExponent.of(
            DifferentiableFunction.along(MultiscaleFunctions.f2(), 1), 1.0 / 6, 0, 5, 0.1));
  }

  @Test
  void whatHasNoStepsOrNoStartIsRefused() {
    DifferentiableFunction line = DifferentiableFunction.along(MultiscaleFunctions.f1(), 1);
    assertFault(() -> LyapunovExponent.of(line, 1, 5, 0, 1), "found dimension 1, 5 and 0 steps");
    assertFault(() -> LyapunovExponent.of(line, 1, -1, 9, 1), "found dimension 1, -1 and 9 steps");
    assertFault(() -> LyapunovExponent.of(line, 1, 5, 9), "a start of dimension 1");
    assertFault(() -> LyapunovExponent.of(line, 1, 5, 9, 1, 2), "found dimension 2");
  }

  private static void assertFault(Executable call, String words) {
    IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, call);
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }
}
