/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Optional;

/**
 * The quasistatic motion of gradient descent along a {@link Valley} that it bounces across. With
 * y_t always on the two-cycle across the valley, {@code eta h(x_t) f'(h(x_t) y_t) = 2 y_t}, a step
 * along it is one of gradient descent on log h:
 *
 * <pre>
 * x_{t+1} = x_t - 2 y_t^2 (d/dx) log h(x_t)
 * </pre>
 *
 * so that descent looks for the flatter. It ends where {@code eta h^2 f''(0) <= 2}, since there is
 * no cycle then. Ma et al., Beyond the quadratic approximation, Eq. 6 to 8.
 */
public final class ValleyMotion {

  private final Valley valley;
  private final double rate;

  /**
   * The motion along a valley.
   *
   * @param rate eta, above 0
   */
  public ValleyMotion(Valley valley, double rate) {
    this.valley = valley;
    this.rate = rate;
  }

  /**
   * How far the bounces reach from the bottom of the valley at x along it; 0 where descent does not
   * bounce.
   *
   * @throws IllegalArgumentException if the rate is not finite and above 0
   */
  public double reach(double x) {
    double h = valley.steepness().value(x);
    // In u = h y the cycle is that of f for the rate eta h^2.
    Optional<TwoCycle> cycle = TwoCycle.of(valley.profile(), rate * h * h);
    return cycle.map(found -> found.amplitude() / h).orElse(0.0);
  }

  /**
   * The position along the valley at each step.
   *
   * @param steps the number of steps, at least 1
   * @param start x_0
   * @return [steps + 1]
   * @throws IllegalArgumentException if there are no steps, or the rate is not finite and above 0
   */
  public double[] run(int steps, double start) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "Expected at least 1 step; found %d. Remedy: give the number of steps to follow the motion for."
              .formatted(steps));
    }
    double[] x = new double[steps + 1];
    x[0] = start;
    for (int t = 0; t < steps; t++) {
      double y = reach(x[t]);
      double slope = valley.steepness().derivative(x[t]) / valley.steepness().value(x[t]);
      x[t + 1] = x[t] - 2 * y * y * slope;
    }
    return x;
  }
}
