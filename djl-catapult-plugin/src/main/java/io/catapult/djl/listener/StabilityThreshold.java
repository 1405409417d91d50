/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.optimizer.InspectableOptimizer;

/**
 * The sharpness above which an optimizer's steps along the sharpest direction grow: limit / eta.
 *
 * <p>All follow from one recursion. On a quadratic with curvature lambda along a direction of the
 * preconditioned coordinates (D fixed), an optimizer moves by a linear recursion whose largest root
 * leaves the unit circle at z = -1, the two-cycle; solving its characteristic polynomial there for
 * eta lambda gives the limit:
 *
 * <ul>
 *   <li>gradient descent, x' = (1 - eta lambda) x: limit 2;
 *   <li>heavy ball, z^2 - (1 + beta - eta lambda) z + beta: limit 2 (1 + beta);
 *   <li>Nesterov, z^2 - (1 + beta)(1 - eta lambda) z + beta (1 - eta lambda): limit 2 (1 + beta) /
 *       (1 + 2 beta);
 *   <li>Adam, heavy ball with m = beta_1 m + (1 - beta_1) g, so that eta (1 - beta_1) is heavy
 *       ball's rate: limit (2 + 2 beta_1) / (1 - beta_1), 38 for beta_1 = 0.9.
 * </ul>
 *
 * <p>A penalty that an optimizer adds to the gradient as weight decay adds its factor to every
 * eigenvalue of the Hessian; the sharpness of the loss alone is then that much smaller at the
 * threshold.
 *
 * @param limit the product of learning rate and sharpness at the edge, above 0
 * @param isPreconditioned whether it is about D^(-1/2) H D^(-1/2) and not about the Hessian H
 * @param formula the threshold, as plain text
 * @param source where it comes from
 */
public record StabilityThreshold(
    double limit, boolean isPreconditioned, String formula, String source) {

  private static final String COHEN_2021 =
      "Cohen et al. (2021), Gradient descent on neural networks typically occurs at the edge of"
          + " stability, ";
  private static final String COHEN_2022 =
      "Cohen et al. (2022), Adaptive gradient methods at the edge of stability, ";

  /** Checks that the limit is a number above 0. */
  public StabilityThreshold {
    Arguments.require(
        limit > 0 && Double.isFinite(limit), "a finite limit above 0", limit, "2 is that of GD");
  }

  /** Gradient descent and SGD: 2 / eta. Cohen et al. (2021), section 2. */
  public static StabilityThreshold gradientDescent() {
    return new StabilityThreshold(2, false, "2 / eta", COHEN_2021 + "section 2");
  }

  /**
   * Heavy-ball momentum: 2 (1 + beta) / eta. Cohen et al. (2021), appendix B.
   *
   * @param beta in [0, 1)
   */
  public static StabilityThreshold heavyBall(double beta) {
    requireMomentum(beta);
    return new StabilityThreshold(
        2 + 2 * beta, false, "2 (1 + beta) / eta", COHEN_2021 + "appendix B");
  }

  /**
   * Nesterov momentum: (2 / eta) (1 + beta) / (1 + 2 beta). Cohen et al. (2021), appendix B.
   *
   * @param beta in [0, 1)
   */
  public static StabilityThreshold nesterov(double beta) {
    requireMomentum(beta);
    return new StabilityThreshold(
        (2 + 2 * beta) / (1 + 2 * beta),
        false,
        "(2 / eta) (1 + beta) / (1 + 2 beta)",
        COHEN_2021 + "appendix B");
  }

  /**
   * Adam and AdamW: (2 + 2 beta_1) / ((1 - beta_1) eta) for the preconditioned sharpness. Cohen et
   * al. (2022).
   *
   * @param beta1 the decay of the mean of the gradients, in [0, 1)
   */
  public static StabilityThreshold adam(double beta1) {
    requireMomentum(beta1);
    return new StabilityThreshold(
        (2 + 2 * beta1) / (1 - beta1),
        true,
        "(2 + 2 beta_1) / ((1 - beta_1) eta)",
        COHEN_2022 + "frozen Adam, 38 / eta for beta_1 = 0.9");
  }

  /**
   * RMSprop, Adagrad and Adadelta: 2 / eta for the preconditioned sharpness, and 2 (1 + mu) / eta
   * with RMSprop's momentum. Derived here, by the way of Cohen et al. (2022): with D fixed their
   * steps are eta D^-1 g, gradient descent in preconditioned coordinates. Adadelta's D is the
   * quotient of its two root mean squares.
   *
   * @param momentum mu in [0, 1)
   */
  public static StabilityThreshold adaptive(double momentum) {
    requireMomentum(momentum);
    return new StabilityThreshold(
        2 + 2 * momentum,
        true,
        "2 (1 + mu) / eta",
        "derived by freezing D as in " + COHEN_2022 + "and the recursion of heavy ball");
  }

  /** That of an optimizer of this library, whose D holds the factor {@code rescaleGrad}. */
  static StabilityThreshold of(InspectableOptimizer optimizer) {
    return new StabilityThreshold(
        optimizer.stabilityLimit(),
        true,
        optimizer.stabilityLimit() + " / eta",
        "io.catapult.djl.listener.StabilityThreshold");
  }

  private static void requireMomentum(double beta) {
    Arguments.require(
        beta >= 0 && beta < 1, "a momentum in [0, 1)", beta, "give that of the optimizer, or 0");
  }

  /**
   * The threshold at a learning rate; infinite at the rate 0.
   *
   * @param rate eta, at least 0
   * @throws IllegalArgumentException if the rate is negative or NaN
   */
  public double at(double rate) {
    Arguments.require(rate >= 0, "a learning rate of at least 0", rate, "mend the tracker");
    return limit / rate;
  }

  /** The threshold for the sharpness of a loss whose gradients are multiplied by a factor. */
  StabilityThreshold rescaled(double factor) {
    return new StabilityThreshold(limit / factor, isPreconditioned, formula, source);
  }
}
