/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import io.catapult.djl.check.BuilderFaults;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradient descent of the quadratic twin of a two-layer network on a single sample (x, y), by two
 * numbers: its output g and its tangent kernel lambda. With c = |x|^2 / (m d), m the width, and the
 * loss (g - y)^2 / 2,
 *
 * <pre>
 * g(t+1) - y   = (1 - eta lambda(t) + c eta^2 (g(t) - y) g(t)) (g(t) - y)          (3.11)
 * lambda(t+1) = lambda(t) - eta c (g(t) - y)^2 (4 g(t) / (g(t) - y) - eta lambda(t))  (3.12)
 * </pre>
 *
 * <p>and in the variables u = c eta^2 (g - y)^2, w = c eta^2 (g - y) y, v = eta lambda
 *
 * <pre>
 * u(t+1) = (1 - v + u + w)^2 u          (3.13)
 * v(t+1) = v - u (4 - v) - 4 w          (3.14)
 * </pre>
 *
 * <p>Below eta = 2 / lambda(0) the loss falls monotonically, from there to 4 / lambda(0) it makes a
 * catapult, above it diverges (Theorem 3.3.1). Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, section 3.3.
 *
 * @param curvature c = |x|^2 / (m d), above 0
 * @param rate eta, above 0
 * @param target y
 */
public record QuadraticRecursion(double curvature, double rate, double target) {

  private static final double DIVERGED = 1e12;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming everything that is wrong
   */
  public QuadraticRecursion {
    new BuilderFaults("QuadraticRecursion")
        .require(
            curvature > 0 && Double.isFinite(curvature),
            "curvature",
            "finite and above 0",
            curvature,
            "give |x|^2 / (m d)")
        .require(
            rate > 0 && Double.isFinite(rate),
            "rate",
            "finite and above 0",
            rate,
            "give the learning rate")
        .require(Double.isFinite(target), "target", "a finite number", target, "give the target y")
        .throwIfAny();
  }

  /**
   * Where it is.
   *
   * @param output g
   * @param kernel lambda
   */
  public record State(double output, double kernel) {}

  /** The next state, by (3.11) and (3.12). */
  public State next(State now) {
    double residual = now.output - target;
    double factor = 1 - rate * now.kernel + curvature * rate * rate * residual * now.output;
    double fall = rate * curvature * residual * (4 * now.output - rate * now.kernel * residual);
    return new State(target + factor * residual, now.kernel - fall);
  }

  /** u = c eta^2 (g - y)^2. */
  public double u(State state) {
    double residual = state.output - target;
    return curvature * rate * rate * residual * residual;
  }

  /** v = eta lambda. */
  public double v(State state) {
    return rate * state.kernel;
  }

  /** w = c eta^2 (g - y) y. */
  public double w(State state) {
    return curvature * rate * rate * (state.output - target) * target;
  }

  /** The loss (g - y)^2 / 2. */
  public double loss(State state) {
    double residual = state.output - target;
    return residual * residual / 2;
  }

  /**
   * The states from a start on; it ends early where the output is no longer below 1e12.
   *
   * @param start the first state
   * @param updates how many follow
   */
  public List<State> run(State start, int updates) {
    List<State> states = new ArrayList<>(List.of(start));
    State state = start;
    for (int i = 0; i < updates && Math.abs(state.output) < DIVERGED; i++) {
      state = next(state);
      states.add(state);
    }
    return states;
  }
}
