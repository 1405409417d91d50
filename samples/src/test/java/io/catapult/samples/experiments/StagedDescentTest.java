/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.landscape.DifferentiableFunction;
import io.catapult.djl.landscape.MultiscaleFunctions;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StagedDescentTest {

  private static final DifferentiableFunction HALF =
      DifferentiableFunction.of(1, x -> x[0] * x[0] / 2, x -> new double[] {x[0]});

  @Test
  void eachStageHasItsRate() {
    StagedDescent descent =
        StagedDescent.of(HALF, new double[] {16}, List.of(2, 4), List.of(0.5f, 1.5f));
    assertArrayEquals(new double[] {16, 8, 4, -2, 1}, descent.path().coordinate(0));
    assertEquals(0.5, descent.last());
    // Over the last half of each stage, without its end: the values at 1, and at 3.
    assertEquals(2.0 / 32, descent.largestLevelRatio());
  }

  @Test
  void theTwoCycleIsThatOfTheRateThatLedToAPoint() {
    StagedDescent descent =
        StagedDescent.of(
            DifferentiableFunction.along(MultiscaleFunctions.f1(), 1),
            new double[] {-5},
            List.of(100, 150),
            List.of(3f, 1f));
    double[] cycle = descent.cycle(MultiscaleFunctions.f1());
    assertTrue(Double.isNaN(cycle[0]));
    assertEquals(cycle[1], cycle[100]);
    assertEquals(2 * cycle[1], 3 * Math.log1p(cycle[1]), 1e-12);
    assertTrue(Double.isNaN(cycle[101]), "none with the rate 1");
    assertEquals(0, descent.distanceFromCycles(MultiscaleFunctions.f1()), 1e-12);
  }

  @Test
  void theFirstSeedStartsWhereThePaperDoes() {
    assertArrayEquals(new double[] {-20, 3}, Starts.near(1, 0.5, -20, 3));
    double[] other = Starts.near(2, 0.5, -20, 3);
    assertEquals(-20.0 / 3, other[0] / other[1], 1e-12);
    assertTrue(other[1] >= 1.5 && other[1] <= 4.5, "" + other[1]);
    assertNotEquals(other[1], Starts.near(3, 0.5, -20, 3)[1]);
    assertArrayEquals(other, Starts.near(2, 0.5, -20, 3));
  }
}
