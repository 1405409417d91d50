/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

/**
 * How fast two descents from neighbouring points part: the largest Lyapunov exponent of {@code x ->
 * x - eta grad F(x)},
 *
 * <pre>
 * lambda = lim (1/T) sum_t ln(|x'_{t+1} - x_{t+1}| / |x'_t - x_t|)
 * </pre>
 *
 * where x' starts within 1e-7 of x and is drawn back to that distance after every step. Above 0 the
 * descent is chaotic; below 0 it settles. Benettin, Galgani, Giorgilli and Strelcyn, Lyapunov
 * characteristic exponents for smooth dynamical systems, 1980. Ma et al., Beyond the quadratic
 * approximation, speaks of chaos in section 4.2 and Fig. 4 and gives no number.
 */
public final class LyapunovExponent {

  /** Small against the scales of a function, large against the rounding of float64. */
  private static final double DISTANCE = 1e-7;

  private LyapunovExponent() {}

  /**
   * The exponent, for each step. Cost: two gradients a step.
   *
   * @param function F
   * @param rate eta
   * @param before steps that are not counted, in which descent comes to where it stays, or 0
   * @param steps T, at least 1
   * @param start the first point, [dimension]
   * @return lambda; minus infinity if both descents end in one point
   * @throws IllegalArgumentException if the start has another dimension than the function, or there
   *     are no steps to count
   */
  public static double of(
      DifferentiableFunction function, double rate, int before, int steps, double... start) {
    if (start.length != function.dimension() || before < 0 || steps < 1) {
      throw new IllegalArgumentException(
          "Expected a start of dimension %d, at least 0 steps before and at least 1 step; found dimension %d, %d and %d steps. Remedy: give a number for each variable, and some thousand steps."
              .formatted(function.dimension(), start.length, before, steps));
    }
    double[] point = start.clone();
    double[] neighbour = start.clone();
    neighbour[0] += DISTANCE;
    double sum = 0;
    for (int t = 0; t < before + steps; t++) {
      point = step(function, rate, point);
      double[] apart = Points.plus(step(function, rate, neighbour), Points.scaled(-1, point));
      double distance = Points.norm(apart);
      if (distance == 0) {
        return Double.NEGATIVE_INFINITY;
      }
      sum += t < before ? 0 : Math.log(distance / DISTANCE);
      neighbour = Points.plus(point, Points.scaled(DISTANCE / distance, apart));
    }
    return sum / steps;
  }

  private static double[] step(DifferentiableFunction function, double rate, double[] point) {
    return Points.plus(point, Points.scaled(-rate, function.gradient(point)));
  }
}
