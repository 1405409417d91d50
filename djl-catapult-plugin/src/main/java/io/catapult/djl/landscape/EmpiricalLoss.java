/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.List;

/**
 * The loss of a network of three ReLU neurons that share one weight w, over inputs with target 0:
 *
 * <pre>
 * L(w) = (1/n) sum_i f(x_i, w)^2,   f(x, w) = 1 - relu(wx + 1) + 2 relu(wx) - relu(wx - 1)
 * </pre>
 *
 * For an input above 0, {@code f(x, w) = min(1, |wx|)}: it adds a well {@code min(1, x^2 w^2)} that
 * is 1/x wide to each side, so that inputs of several magnitudes make wells of several scales. Ma
 * et al., Beyond the quadratic approximation, section 6, Eq. 10. Cost: n evaluations of f.
 *
 * @param inputs x_i, above 0
 */
public record EmpiricalLoss(List<Double> inputs) implements ScalarFunction {

  /**
   * Copies the inputs.
   *
   * @throws IllegalArgumentException if there are none, or one is not finite and above 0
   */
  public EmpiricalLoss {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty() || !inputs.stream().allMatch(x -> x > 0 && Double.isFinite(x))) {
      throw new IllegalArgumentException(
          "Expected inputs above 0, at least one; found %s. Remedy: leave the others out."
              .formatted(inputs));
    }
  }

  @Override
  public double value(double w) {
    return inputs.stream().mapToDouble(x -> squared(output(x, w))).sum() / inputs.size();
  }

  @Override
  public double derivative(double w) {
    return inputs.stream().mapToDouble(x -> 2 * output(x, w) * outputDerivative(x, w)).sum()
        / inputs.size();
  }

  private static double output(double x, double w) {
    return 1 - relu(w * x + 1) + 2 * relu(w * x) - relu(w * x - 1);
  }

  /** At the kinks w = -1/x and 1/x that of |wx|, from the side of 0. */
  private static double outputDerivative(double x, double w) {
    double left = w * x + 1 >= 0 ? 1 : 0;
    return x * (-left + 2 * step(w * x) - step(w * x - 1));
  }

  private static double relu(double z) {
    return Math.max(z, 0);
  }

  private static double step(double z) {
    return z > 0 ? 1 : 0;
  }

  private static double squared(double z) {
    return z * z;
  }
}
