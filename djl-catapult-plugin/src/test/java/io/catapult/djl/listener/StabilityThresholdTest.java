/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each optimizer's own recursion on h/2 x^2, a hair below and above its threshold. */
class StabilityThresholdTest {

  private static final double RATE = 0.05;
  private static final int STEPS = 20_000;

  /** So near to the threshold that a formula that is a little off fails. */
  private static final double HAIR = 0.005;

  /** x, a velocity or mean, and the preconditioner D, which stays. */
  private static final class Walk {
    private double x = 1;
    private double state;
  }

  /** One update. */
  @FunctionalInterface
  private interface Update {
    void move(Walk walk, double h);
  }

  private static double end(Update update, double h) {
    Walk walk = new Walk();
    for (int step = 0; step < STEPS && Math.abs(walk.x) < 1e9; step++) {
      update.move(walk, h);
    }
    return Math.abs(walk.x);
  }

  /**
   * @param d D, by which the curvature is divided to become the preconditioned sharpness
   */
  private static void assertEdge(StabilityThreshold threshold, double d, Update update) {
    double edge = threshold.at(RATE) * d;
    double below = end(update, edge * (1 - HAIR));
    double above = end(update, edge * (1 + HAIR));
    assertTrue(below < 1e-3, threshold + ": ends at " + below + " just below");
    assertTrue(above > 1e3, threshold + ": ends at " + above + " just above");
  }

  @Test
  void gradientDescentHasItsEdgeAtTwoOverTheRate() {
    assertEquals(40, StabilityThreshold.gradientDescent().at(RATE), 1e-12);
    assertEdge(StabilityThreshold.gradientDescent(), 1, (w, h) -> w.x -= RATE * h * w.x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.99})
  void heavyBallHasItsEdgeWhereThePaperSays(double beta) {
    assertEdge(
        StabilityThreshold.heavyBall(beta),
        1,
        (w, h) -> {
          // As DJL's Sgd: the velocity holds the rate.
          w.state = beta * w.state + RATE * h * w.x;
          w.x -= w.state;
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.99})
  void nesterovHasItsEdgeWhereThePaperSays(double beta) {
    assertEdge(
        StabilityThreshold.nesterov(beta),
        1,
        (w, h) -> {
          double g = h * w.x;
          w.state = beta * w.state + g;
          w.x -= RATE * (g + beta * w.state);
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.99})
  void adamHasItsEdgeWhereThePaperSays(double beta1) {
    double d = 3.7;
    assertEdge(
        StabilityThreshold.adam(beta1),
        d,
        (w, h) -> {
          w.state = beta1 * w.state + (1 - beta1) * h * w.x;
          w.x -= RATE / d * w.state;
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void rmsPropHasItsEdgeAtThatOfHeavyBall(double mu) {
    double d = 0.02;
    assertEdge(
        StabilityThreshold.adaptive(mu),
        d,
        (w, h) -> {
          w.state = mu * w.state + h * w.x / d;
          w.x -= RATE * w.state;
        });
  }

  @Test
  void adamWithTheUsualDecayHasThirtyEightOverTheRate() {
    assertEquals(38, StabilityThreshold.adam(0.9).limit(), 1e-12);
  }

  @Test
  void thresholdsSayWhatTheyAreAbout() {
    assertTrue(StabilityThreshold.adam(0.9).isPreconditioned());
    assertTrue(StabilityThreshold.adaptive(0).isPreconditioned());
    assertFalse(StabilityThreshold.heavyBall(0.9).isPreconditioned());
    assertFalse(StabilityThreshold.nesterov(0.9).isPreconditioned());
    assertTrue(StabilityThreshold.nesterov(0.9).source().contains("appendix B"));
  }

  @Test
  void gradientsThatAreRescaledLowerTheThreshold() {
    StabilityThreshold half = StabilityThreshold.gradientDescent().rescaled(2);
    assertEdge(half, 1, (w, h) -> w.x -= RATE * 2 * h * w.x);
  }

  @Test
  void aRateOfZeroIsAlwaysStable() {
    assertEquals(Double.POSITIVE_INFINITY, StabilityThreshold.gradientDescent().at(0));
  }

  @Test
  void whatIsNoRateOrMomentumIsRefused() {
    StabilityThreshold gd = StabilityThreshold.gradientDescent();
    String rate =
        assertThrows(IllegalArgumentException.class, () -> gd.at(Double.NaN)).getMessage();
    assertEquals(
        "Expected a learning rate of at least 0; found NaN. Remedy: mend the tracker.", rate);
    String beta =
        assertThrows(IllegalArgumentException.class, () -> StabilityThreshold.heavyBall(1))
            .getMessage();
    assertEquals(
        "Expected a momentum in [0, 1); found 1.0. Remedy: give that of the optimizer, or 0.",
        beta);
  }
}
