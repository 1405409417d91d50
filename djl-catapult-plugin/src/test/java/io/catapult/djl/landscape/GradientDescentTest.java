/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.training.tracker.Tracker;
import io.catapult.djl.schedule.StepTracker;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GradientDescentTest {

  private static final SubquadraticFunction F1 = MultiscaleFunctions.f1();
  private static final double CONVERGED = 1e-9;

  private static Tracker steps(float start, int at, float then) {
    return StepTracker.builder().setStart(start).addStep(at, then).build();
  }

  private static Trajectory descend(
      DifferentiableFunction f, Tracker rate, int steps, double... x) {
    return new GradientDescent(f, rate).run(steps, x);
  }

  @Test
  void aQuadraticFunctionIsDescendedByTheFormula() {
    DifferentiableFunction half =
        DifferentiableFunction.of(1, x -> x[0] * x[0] / 2, x -> new double[] {x[0]});
    Trajectory path = descend(half, steps(0.5f, 2, 0.25f), 4, 8);
    assertArrayEquals(new double[] {8, 4, 2, 1.5, 1.125}, path.coordinate(0));
    assertArrayEquals(new double[] {32, 8, 2, 1.125, 0.6328125}, path.values());
    assertArrayEquals(new double[] {0.5, 0.5, 0.25, 0.25}, path.rates());
    assertEquals(4, path.steps());
    assertArrayEquals(new double[] {1.125}, path.point(4));
    assertEquals(OptionalInt.of(2), path.firstBelow(3, 0));
    assertEquals(OptionalInt.of(3), path.firstBelow(3, 3));
    assertEquals(OptionalInt.empty(), path.firstBelow(0.1, 0));
  }

  /** Theorem 1, on the schedule of Fig. 4 (left). */
  @ParameterizedTest
  @CsvSource({"5, 100", "3, 200", "2.5, 200"})
  void descentGoesToTheTwoCycleOfItsRate(float rate, int steps) {
    DifferentiableFunction f = DifferentiableFunction.along(F1, 1);
    double[] x = descend(f, Tracker.fixed(rate), steps, -5).coordinate(0);
    double amplitude = TwoCycle.of(F1, rate).orElseThrow().amplitude();
    assertEquals(amplitude, Math.abs(x[steps]), CONVERGED);
    assertEquals(-x[steps - 1], x[steps], 2 * CONVERGED);
  }

  @Test
  void aLowerRateLeadsToALowerCycleAndThenToTheMinimum() {
    DifferentiableFunction f = DifferentiableFunction.along(F1, 1);
    Tracker rates = StepTracker.builder().setStart(5).addStep(100, 3).addStep(150, 1).build();
    double[] x = descend(f, rates, 200, -5).coordinate(0);
    assertEquals(TwoCycle.of(F1, 5).orElseThrow().amplitude(), Math.abs(x[100]), CONVERGED);
    assertEquals(TwoCycle.of(F1, 3).orElseThrow().amplitude(), Math.abs(x[150]), CONVERGED);
    assertEquals(0, x[200], CONVERGED);
  }

  /** Theorem 2: along orthonormal directions each goes its own way. */
  @Test
  void aSumOverOrthonormalDirectionsHasATwoCycleInEachThatIsUnstable() {
    double half = Math.sqrt(0.5);
    ScalarFunction sharper = ScalarFunction.of(x -> F1.value(2 * x), x -> 2 * F1.derivative(2 * x));
    DifferentiableFunction f =
        DifferentiableFunction.sum(
            DifferentiableFunction.along(F1, half, half),
            DifferentiableFunction.along(sharper, half, -half));
    // The critical rates are 2 and 1/2; in 2x the cycle of the second is that of f_1 for 4 eta.
    double[] x = descend(f, Tracker.fixed(1.5f), 400, 2, -0.7).point(400);
    assertEquals(0, half * (x[0] + x[1]), CONVERGED);
    double expected = TwoCycle.of(F1, 6).orElseThrow().amplitude() / 2;
    assertEquals(expected, Math.abs(half * (x[0] - x[1])), CONVERGED);
  }

  /** Theorem 3: subquadratic functions keep descent with any rate near; f_2 chaotically. */
  @ParameterizedTest
  @CsvSource({"2, 4", "20, 40", "200, 400"})
  void descentOnAConcaveFlankNeitherDivergesNorSettles(float rate, double bound) {
    DifferentiableFunction f = DifferentiableFunction.along(MultiscaleFunctions.f2(), 1);
    double[] x = descend(f, Tracker.fixed(rate), 2000, -5).coordinate(0);
    double amplitude = TwoCycle.of(MultiscaleFunctions.f2(), rate).orElseThrow().amplitude();
    boolean settles = true;
    for (int t = 1000; t <= 2000; t++) {
      assertTrue(Math.abs(x[t]) < bound, "at " + t + ": " + x[t]);
      settles &= Math.abs(Math.abs(x[t]) - amplitude) < amplitude / 10;
    }
    assertFalse(settles);
  }

  @Test
  void aDivergenceEndsIt() {
    DifferentiableFunction half =
        DifferentiableFunction.of(1, x -> x[0] * x[0] / 2, x -> new double[] {x[0]});
    Trajectory path = descend(half, Tracker.fixed(1e30f), 100, 1);
    assertTrue(path.steps() < 100);
    assertEquals(Double.POSITIVE_INFINITY, path.values()[path.steps()]);
  }

  /** Fig. 6 and its caption: "iteration 466 (when the x coordinate gets bigger than -4)". */
  @Test
  void theDescentOfTheTwoValleysIsThatOfThePaper() {
    double[] x =
        descend(MultiscaleFunctions.twoValleys(), Tracker.fixed(2.5f), 470, -20, 3).coordinate(0);
    int first = 0;
    while (x[first] <= -4) {
      first++;
    }
    assertEquals(466, first);
  }

  @Test
  void aStartOfAnotherDimensionIsRefused() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> descend(MultiscaleFunctions.f3(), Tracker.fixed(1), 5, 1));
    assertTrue(fault.getMessage().contains("dimension 2"), fault.getMessage());
    assertTrue(fault.getMessage().contains("found dimension 1"), fault.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> descend(MultiscaleFunctions.f3(), Tracker.fixed(1), 0, 1, 1));
  }
}
