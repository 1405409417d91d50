/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The toy of loss spikes. */
final class SharperBelowTest {

  private static final double STEP = 1e-5;

  private final SharperBelow toy = new SharperBelow();

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.3", "-3.5, 2", "2, -1"})
  void gradientAndSharpnessAreThoseOfTheFormula(double x, double y) {
    assertEquals((50 * x + 200) * y * y - x + 5, toy.value(new double[] {x, y}), 1e-12);
    double[][] hessian = new double[2][2];
    for (int i = 0; i < 2; i++) {
      double[] up = {x, y};
      double[] down = {x, y};
      up[i] += STEP;
      down[i] -= STEP;
      double slope = (toy.value(up) - toy.value(down)) / (2 * STEP);
      assertEquals(slope, toy.gradient(new double[] {x, y})[i], 1e-6 * (1 + Math.abs(slope)));
      for (int j = 0; j < 2; j++) {
        hessian[i][j] = (toy.gradient(up)[j] - toy.gradient(down)[j]) / (2 * STEP);
      }
    }
    double trace = hessian[0][0] + hessian[1][1];
    double determinant = hessian[0][0] * hessian[1][1] - hessian[0][1] * hessian[1][0];
    double largest = (trace + Math.sqrt(trace * trace - 4 * determinant)) / 2;
    assertEquals(largest, toy.sharpness(new double[] {x, y}), 1e-5 * largest);
  }

  @Test
  void descentTurnsBackAboveTheTurningLoss() {
    for (double x = -3.9; x < 3; x += 0.3) {
      for (double y = -1; y < 1; y += 0.07) {
        double[] point = {x, y};
        double away = toy.value(point) - SharperBelow.TURNING;
        assertTrue(away * toy.gradient(point)[0] > 0, x + ", " + y);
      }
    }
  }
}
