/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.landscape.SubquadraticGrowth.Verdict;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SliceTest {

  private static final int POINTS = 201;

  private static SubquadraticGrowth growth(DoubleUnaryOperator f, double from, double to) {
    return SubquadraticGrowth.of(Slice.of(f, from, to, POINTS));
  }

  @Test
  void secondDifferencesAreThoseOfNeighbours() {
    Slice slice = Slice.of(x -> 3 * x * x + x, -1, 1, 5);
    assertArrayEquals(new double[] {-1, -0.5, 0, 0.5, 1}, slice.positions());
    assertArrayEquals(new double[] {2, 0.25, 0, 1.25, 4}, slice.losses());
    assertArrayEquals(new double[] {1.5, 1.5, 1.5}, slice.secondDifferences());
    assertEquals(0.5, slice.spacing());
    assertEquals(2, slice.lowest());
  }

  @Test
  void aQuadraticFunctionGrowsLikeOneWhereverItsMinimumIs() {
    SubquadraticGrowth found = growth(x -> 5 * (x - 0.3) * (x - 0.3) + 2, -1, 2);
    assertEquals(1, found.ratio(), 1e-9);
    assertEquals(Verdict.QUADRATIC, found.verdict());
  }

  /** The mean second derivative within r is f'(r)/r, as ln(1 + r)/r of f_1. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 5, 500})
  void theRatioIsThatOfTheSlopesOverTheDistances(double reach) {
    SubquadraticFunction f1 = MultiscaleFunctions.f1();
    SubquadraticGrowth found = growth(f1::value, -reach, reach);
    // 100 places to a side: second differences at 99 of them, 12 of which are an eighth.
    double outer = 0.995 * reach;
    double inner = 0.125 * reach;
    double expected = f1.derivative(outer) / outer / (f1.derivative(inner) / inner);
    assertEquals(expected, found.ratio(), 0.01 * expected);
    assertEquals(Verdict.SUBQUADRATIC, found.verdict());
  }

  @Test
  void whatGetsSharperGrowsFasterThanAQuadraticFunction() {
    SubquadraticGrowth found = growth(x -> x * x * x * x, -1, 1);
    assertEquals(Verdict.SUPERQUADRATIC, found.verdict());
    assertEquals(64, found.ratio(), 3, "the square of the ratio of the distances");
  }

  @Test
  void aFunctionWithAConcaveFlankStillGrows() {
    assertEquals(Verdict.SUBQUADRATIC, growth(MultiscaleFunctions.f2()::value, -5, 5).verdict());
  }

  @Test
  void whatHasNoMinimumInTheMiddleIsNotJudged() {
    for (DoubleUnaryOperator f :
        new DoubleUnaryOperator[] {x -> x, x -> -x * x, x -> 1, x -> (x - 0.99) * (x - 0.99)}) {
      SubquadraticGrowth found = growth(f, -1, 1);
      assertEquals(Verdict.NO_MINIMUM, found.verdict());
      assertTrue(Double.isNaN(found.ratio()));
    }
    assertEquals(Verdict.SEVERAL_MINIMA, growth(x -> x * x / 40 - Math.cos(x), -9, 9).verdict());
    assertEquals(Verdict.SUBQUADRATIC, growth(x -> x * x / 40 - Math.cos(x), -2, 2).verdict());
  }

  @Test
  void placesOutOfOrderOrTooFewAreRefused() {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Slice.of(x -> x, 1, -1, 5));
    assertTrue(fault.getMessage().contains("found 5 from 1.0 to -1.0"), fault.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Slice.of(x -> x, 0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> Slice.of(x -> x, 0, Double.NaN, 5));
  }

  @Test
  void theLowestPlaceOfALineIsFoundByGoldenSection() {
    assertEquals(0.3, LineMinimum.of(x -> Math.abs(x - 0.3), -5, 8, 60), 1e-10);
    assertEquals(8, LineMinimum.of(x -> -x, -5, 8, 60), 1e-10, "at an end");
  }

  @Test
  void theMinimumAheadIsFoundAtAnyScale() {
    for (double place : new double[] {1e-6, 0.004, 3, 7e5}) {
      double found = LineMinimum.ahead(x -> (x - place) * (x - place), 1e-9).orElseThrow();
      assertEquals(place, found, 1e-6 * place);
    }
    // Between 0 and the first distance.
    assertEquals(0.6, LineMinimum.ahead(x -> (x - 0.6) * (x - 0.6), 1).orElseThrow(), 1e-6);
    assertTrue(LineMinimum.ahead(x -> x, 1).isEmpty(), "it rises");
    assertTrue(LineMinimum.ahead(x -> -x, 1).isEmpty(), "it falls for ever");
  }
}
