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

/** Eq. 6 to 8, on the valley of Fig. 5. */
final class ValleyMotionTest {

  private static final Valley VALLEY = MultiscaleFunctions.flatteningValley();
  private static final double RATE = 3;
  private static final int STEPS = 3000;

  /** After this many steps gradient descent from (1, 1) is on its cycle. */
  private static final int SETTLED = 10;

  /** What is left out is of the order of the change of h within a step. */
  private static final double QUASISTATIC = 0.005;

  @Test
  void gradientDescentFollowsTheEffectiveDynamics() {
    Trajectory descent = new GradientDescent(VALLEY, Tracker.fixed(3)).run(STEPS, 1, 1);
    ValleyMotion motion = new ValleyMotion(VALLEY, RATE);
    double[] found = descent.coordinate(0);
    double[] across = descent.coordinate(1);
    double[] expected = motion.run(STEPS, 1);
    for (int t = SETTLED; t <= STEPS; t++) {
      assertEquals(expected[t], found[t], QUASISTATIC * expected[t], "along, at " + t);
      assertEquals(motion.reach(expected[t]), Math.abs(across[t]), QUASISTATIC, "across, at " + t);
    }
    assertTrue(found[STEPS] > 15, "it moved to where the valley is flatter");
  }

  /** With y on the cycle a step of gradient descent along the valley is one of Eq. 8. */
  @Test
  void aStepFromTheCycleIsThatOfTheFormula() {
    ValleyMotion motion = new ValleyMotion(VALLEY, RATE);
    double y = motion.reach(2);
    double[] point = new GradientDescent(VALLEY, Tracker.fixed(3)).run(1, 2, y).point(1);
    assertEquals(-y, point[1], 1e-12);
    assertEquals(motion.run(1, 2)[1], point[0], 1e-12);
  }

  /** It comes to rest where {@code eta h(x)^2 = 2}, here at {@code 100 (sqrt(3/2) - 1)}. */
  @Test
  void theMotionSlowsDownAndStopsWhereTheValleyIsFlatEnough() {
    ValleyMotion motion = new ValleyMotion(VALLEY, RATE);
    double stop = 100 * (Math.sqrt(1.5) - 1);
    double[] x = motion.run(100_000, 1);
    assertTrue(x[100_000] <= stop);
    assertEquals(stop, x[100_000], 0.5);
    for (int t = 1000; t < 10_000; t++) {
      assertTrue(x[t + 1] - x[t] < x[t] - x[t - 1], "slower at " + t);
    }
    assertEquals(0, motion.reach(stop * 1.001));
    assertEquals(stop * 1.1, motion.run(5, stop * 1.1)[5], "no bounces, no motion");
  }

  @Test
  void noStepsAreRefused() {
    ValleyMotion motion = new ValleyMotion(VALLEY, RATE);
    for (int steps : new int[] {0, -1}) {
      IllegalArgumentException fault =
          assertThrows(IllegalArgumentException.class, () -> motion.run(steps, 1));
      assertTrue(fault.getMessage().contains("at least 1 step; found " + steps));
    }
  }
}
