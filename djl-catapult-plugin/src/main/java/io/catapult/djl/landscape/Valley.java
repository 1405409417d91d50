/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Objects;

/**
 * A valley of minima along one of two variables: {@code F(x) = f(h(x_along) x_across)}. Its bottom
 * is {@code x_across = 0}, where the second derivative across is {@code f''(0) h^2}: the smaller h,
 * the flatter the valley. Ma et al., Beyond the quadratic approximation, section 4.4; with the
 * variables exchanged and scaled, {@code g_2(x, y) = f(k h(y) x)} of section 5.
 *
 * @param profile f across the valley
 * @param steepness h along it, above 0
 * @param isExchanged false: along the first variable and across the second; true: the other way
 */
public record Valley(SubquadraticFunction profile, ScalarFunction steepness, boolean isExchanged)
    implements DifferentiableFunction {

  /** Checks that nothing is missing. */
  public Valley {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(steepness, "steepness");
  }

  /** A valley along the first variable. */
  public static Valley of(SubquadraticFunction profile, ScalarFunction steepness) {
    return new Valley(profile, steepness, false);
  }

  /** The same valley k times as steep, along the other variable: {@code f(k h(x_2) x_1)}. */
  public Valley exchanged(double k) {
    ScalarFunction steeper =
        ScalarFunction.of(x -> k * steepness.value(x), x -> k * steepness.derivative(x));
    return new Valley(profile, steeper, !isExchanged);
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public double value(double[] point) {
    return profile.value(steepness.value(along(point)) * across(point));
  }

  @Override
  public double[] gradient(double[] point) {
    double h = steepness.value(along(point));
    double slope = profile.derivative(h * across(point));
    double along = slope * across(point) * steepness.derivative(along(point));
    double across = slope * h;
    return isExchanged ? new double[] {across, along} : new double[] {along, across};
  }

  private double along(double[] point) {
    return point[isExchanged ? 1 : 0];
  }

  private double across(double[] point) {
    return point[isExchanged ? 0 : 1];
  }
}
