/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

/**
 * The loss of the network of {@link EmpiricalLoss} over inputs that are uniform on [0, C]: {@code
 * C^2 w^2/3} where {@code |w| <= 1/C}, and {@code 1 - 2/(3 C |w|)} beyond. It grows
 * subquadratically and is concave beyond 1/C. Ma et al., Beyond the quadratic approximation, Eq.
 * 11; Fig. 4 (middle) as {@code f_2} with C = 3, Fig. 7 (left).
 *
 * @param largestInput C, above 0
 */
public record PopulationLoss(double largestInput) implements SubquadraticFunction {

  /**
   * Checks C.
   *
   * @throws IllegalArgumentException if it is not finite and above 0
   */
  public PopulationLoss {
    if (!(largestInput > 0 && Double.isFinite(largestInput))) {
      throw new IllegalArgumentException(
          "Expected a largest input above 0; found %s. Remedy: give the end of the uniform distribution."
              .formatted(largestInput));
    }
  }

  @Override
  public double value(double w) {
    double size = Math.abs(w);
    return isQuadratic(size)
        ? largestInput * largestInput * size * size / 3
        : 1 - 2 / (3 * largestInput * size);
  }

  @Override
  public double derivative(double w) {
    return isQuadratic(Math.abs(w))
        ? secondDerivative(0) * w
        : Math.copySign(2 / (3 * largestInput * w * w), w);
  }

  @Override
  public double secondDerivative(double w) {
    double size = Math.abs(w);
    return isQuadratic(size)
        ? 2 * largestInput * largestInput / 3
        : -4 / (3 * largestInput * size * size * size);
  }

  private boolean isQuadratic(double size) {
    return size * largestInput <= 1;
  }
}
