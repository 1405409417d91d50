/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultiscaleFunctionsTest {

  /** Of a central difference, whose error is of the order of its square. */
  private static final double STEP = 1e-5;

  private static final double TOLERANCE = 1e-7;
  private static final double[][] POINTS = {{0.3, -2.1}, {-20, 3}, {5, 0.01}, {-0.02, 0.7}, {1, 1}};

  static Stream<DifferentiableFunction> functions() {
    return Stream.of(
        MultiscaleFunctions.f3(),
        MultiscaleFunctions.flatteningValley(),
        MultiscaleFunctions.flatteningValley().exchanged(10),
        MultiscaleFunctions.twoValleys(),
        MultiscaleFunctions.dataValleys(2, 20),
        DifferentiableFunction.along(new EmpiricalLoss(List.of(0.1, 1.0, 7.0)), 0.6, -1));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theGradientIsThatOfTheValue(DifferentiableFunction function) {
    for (double[] point : POINTS) {
      double[] gradient = function.gradient(point);
      for (int i = 0; i < 2; i++) {
        double[] above = point.clone();
        double[] below = point.clone();
        above[i] += STEP;
        below[i] -= STEP;
        double difference = (function.value(above) - function.value(below)) / (2 * STEP);
        assertEquals(difference, gradient[i], TOLERANCE * (1 + Math.abs(difference)));
      }
    }
  }

  static Stream<SubquadraticFunction> subquadratic() {
    return Stream.of(MultiscaleFunctions.f1(), MultiscaleFunctions.f2(), new PopulationLoss(0.5));
  }

  @ParameterizedTest
  @MethodSource("subquadratic")
  void derivativesAreThoseOfTheValueAndTheSlopeOverXFalls(SubquadraticFunction f) {
    double before = f.secondDerivative(0) * (1 + 1e-12);
    for (double x = 0.003; x < 500; x *= 1.7) {
      double first = (f.value(x + STEP) - f.value(x - STEP)) / (2 * STEP);
      double second = (f.derivative(x + STEP) - f.derivative(x - STEP)) / (2 * STEP);
      assertEquals(first, f.derivative(x), TOLERANCE);
      assertEquals(second, f.secondDerivative(x), TOLERANCE);
      assertEquals(f.value(x), f.value(-x));
      assertEquals(f.derivative(x), -f.derivative(-x));
      assertEquals(f.secondDerivative(x), f.secondDerivative(-x));
      assertTrue(f.derivative(x) / x <= before * (1 + 1e-12), "subquadratic at " + x);
      before = f.derivative(x) / x;
    }
    assertEquals(0, f.value(0));
    assertEquals(0, f.derivative(0));
  }

  /** The terms of the formula cancel near 0; the series to the 20th power does not. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-160, 1e-12, 1e-6, 1e-3, 0.0099999, 0.0100001, 0.05})
  void theLogarithmicGrowthIsExactNearZero(double x) {
    BigDecimal exact = BigDecimal.ZERO;
    for (int k = 2; k <= 20; k++) {
      BigDecimal term =
          new BigDecimal(x)
              .pow(k, MathContext.DECIMAL128)
              .divide(BigDecimal.valueOf((long) k * (k - 1)), MathContext.DECIMAL128);
      exact = k % 2 == 0 ? exact.add(term) : exact.subtract(term);
    }
    double value = MultiscaleFunctions.f1().value(x);
    assertEquals(exact.doubleValue(), value, exact.doubleValue() * 2e-13, "relative");
  }

  /** The piecewise formula of section 6. */
  @Test
  void theEmpiricalLossIsQuadraticBetweenTheInverseInputs() {
    double[] inputs = {0.5, 2, 40};
    EmpiricalLoss loss = new EmpiricalLoss(List.of(0.5, 2.0, 40.0));
    for (double w : new double[] {0.01, -0.02, 0.3, -0.45, 0.9, 1.9, -2.1, 50}) {
      double sum = 0;
      for (double x : inputs) {
        sum += Math.abs(w) * x > 1 ? 1 : w * w * x * x;
      }
      assertEquals(sum / 3, loss.value(w), 1e-14);
    }
    assertEquals(0, loss.value(0));
  }

  /** Where the paper's |xw| for -1/x to 1/x and its 1 beyond meet. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 2})
  void atAKinkTheDerivativeIsThatFromTheSideOfZero(double x) {
    EmpiricalLoss loss = new EmpiricalLoss(List.of(x));
    for (double kink : new double[] {1 / x, -1 / x}) {
      double inside = (loss.value(kink) - loss.value(kink * (1 - STEP))) / (kink * STEP);
      assertEquals(inside, loss.derivative(kink), 3 * STEP * x);
      assertEquals(2 * x * x * kink, loss.derivative(kink));
    }
  }

  @Test
  void thePopulationLossIsTheEmpiricalOneOfManyInputs() {
    int n = 20_000;
    List<Double> inputs = IntStream.range(0, n).mapToObj(i -> 3 * (i + 0.5) / n).toList();
    EmpiricalLoss many = new EmpiricalLoss(inputs);
    for (double w : new double[] {0.1, 0.33, 0.34, -1, 7}) {
      assertEquals(many.value(w), MultiscaleFunctions.f2().value(w), 1e-4);
    }
  }

  @Test
  void theSmallValleyIsCutOffAtItsDepth() {
    DifferentiableFunction f = MultiscaleFunctions.twoValleys();
    assertEquals(0, f.value(new double[] {0, 0}));
    double far = f.value(new double[] {1e6, 0});
    assertEquals(MultiscaleFunctions.SMALL_VALLEY_DEPTH, far, 1e-6);
    double acrossSmall = f.gradient(new double[] {1e-7, 0})[0] / 1e-7;
    double acrossLarge = f.gradient(new double[] {0, 1e-7})[1] / 1e-7;
    assertEquals(0.25 * 100, acrossSmall, 1e-3, "sharp across the small valley");
    assertEquals(1, acrossLarge, 1e-3, "flat across the large one");
  }

  @Test
  void theRadialPartHasNoGradientAtItsCentre() {
    assertArrayEquals(new double[2], MultiscaleFunctions.f3().gradient(new double[2]));
  }

  @Test
  void whatCannotBeIsRefused() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> new PopulationLoss(0));
    assertTrue(fault.getMessage().contains("above 0; found 0.0"), fault.getMessage());
    for (List<Double> inputs : List.of(Collections.<Double>emptyList(), List.of(1.0, -2.0))) {
      fault = assertThrows(IllegalArgumentException.class, () -> new EmpiricalLoss(inputs));
      assertTrue(fault.getMessage().contains("found " + inputs), fault.getMessage());
    }
    DifferentiableFunction line = DifferentiableFunction.along(MultiscaleFunctions.f1(), 1);
    DifferentiableFunction plane = MultiscaleFunctions.f3();
    fault =
        assertThrows(IllegalArgumentException.class, () -> DifferentiableFunction.sum(line, plane));
    assertTrue(fault.getMessage().contains("[1, 2]"), fault.getMessage());
  }
}
