/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Gradient descent of a general quadratic model. */
final class QuadraticDescentTest {

  @Test
  void withoutTheQuadraticPartItIsLinear() {
    QuadraticDescent run = QuadraticDescent.run(0, 1.5, 20, 3);
    for (int t = 0; t <= 20; t++) {
      assertEquals(run.losses()[0] * Math.pow(0.25, t), run.losses()[t], 1e-12, "(1 - eta)^2");
      assertEquals(1, run.kernels()[t], 1e-12, "phi has length 1");
    }
  }

  @Test
  void theThreeRegimes() {
    double[] monotone = QuadraticDescent.run(1e-3, 1.5, 300, 3).losses();
    for (int t = 1; t < 20; t++) {
      assertTrue(monotone[t] < monotone[t - 1], "step " + t);
    }
    QuadraticDescent catapult = QuadraticDescent.run(1e-3, 2.8, 300, 3);
    assertTrue(Arrays.stream(catapult.losses()).max().orElseThrow() > 1e3);
    assertTrue(catapult.losses()[300] < 1e-6);
    assertTrue(catapult.kernels()[300] < 2 / 2.8, "below the threshold");
    assertFalse(Double.isFinite(QuadraticDescent.run(1e-3, 4.4, 300, 3).losses()[300]));
  }

  @Test
  void aSeedGivesTheSameRun() {
    double[] losses = QuadraticDescent.run(1e-3, 2.8, 9, 5).losses();
    assertArrayEquals(losses, QuadraticDescent.run(1e-3, 2.8, 9, 5).losses());
    assertTrue(losses[0] != QuadraticDescent.run(1e-3, 2.8, 9, 6).losses()[0]);
  }
}
