/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Optional;

/**
 * The pair of points {x, -x} that gradient descent jumps between: {@code eta f'(x) = 2x}. It exists
 * for every rate above {@code 2/f''(0)}, and x rises with the rate. Ma et al., Beyond the quadratic
 * approximation, Lemma 1; by Theorem 1 descent goes to it from almost everywhere if {@code f''}
 * falls strictly.
 *
 * @param amplitude x, above 0
 * @param multiplier {@code (1 - eta f''(x))^2}, by which two steps multiply a small distance to it;
 *     below 1 the cycle attracts
 */
public record TwoCycle(double amplitude, double multiplier) {

  /** More would leave the range of float64. */
  private static final int MOST_DOUBLINGS = 1000;

  /**
   * The cycle of a rate, by bisection to the last digit of x; none up to the critical rate.
   *
   * @throws IllegalArgumentException if the rate is not finite and above 0
   * @throws IllegalStateException if f'(x)/x does not fall below 2/eta, as that of a function that
   *     grows quadratically does not
   */
  public static Optional<TwoCycle> of(SubquadraticFunction f, double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(
          "Expected a learning rate above 0; found %s. Remedy: give the rate of the descent."
              .formatted(rate));
    }
    if (rate <= f.criticalRate()) {
      return Optional.empty();
    }
    double x = amplitude(f, rate);
    double factor = 1 - rate * f.secondDerivative(x);
    return Optional.of(new TwoCycle(x, factor * factor));
  }

  private static double amplitude(SubquadraticFunction f, double rate) {
    double high = 1;
    for (int i = 0; isInside(f, rate, high); i++) {
      if (i == MOST_DOUBLINGS) {
        throw new IllegalStateException(
            "Expected f'(x)/x to fall below 2/eta = %s; found that it stays above. Remedy: give a function that grows subquadratically."
                .formatted(2 / rate));
      }
      high *= 2;
    }
    double low = 0;
    for (double x = high / 2; low < x && x < high; x = low + (high - low) / 2) {
      if (isInside(f, rate, x)) {
        low = x;
      } else {
        high = x;
      }
    }
    return high;
  }

  /** Whether a step leads farther out on the other side, as it does from inside the cycle. */
  private static boolean isInside(SubquadraticFunction f, double rate, double x) {
    return rate * f.derivative(x) > 2 * x;
  }

  /** Whether it attracts what is near it. */
  public boolean isStable() {
    return multiplier < 1;
  }
}
