/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.Outcome;
import java.util.Arrays;
import java.util.List;

/**
 * Extreme eigenvalues of a curvature operator at one point of a training, as plain numbers.
 *
 * @param values the eigenvalues, descending; with both ends asked for, top ones then bottom ones
 * @param errors for each value an estimate of its distance from the true one
 * @param products the products with the operator that they took
 * @param outcome how the search ended; there may be fewer values unless it has converged
 */
public record Sharpness(List<Double> values, List<Double> errors, int products, Outcome outcome) {

  /** Copies the lists. */
  public Sharpness {
    values = List.copyOf(values);
    errors = List.copyOf(errors);
    if (values.size() != errors.size()) {
      throw new MeasurementException(
          "an error for each of " + values.size() + " values",
          errors.size() + " errors",
          "give lists of one length");
    }
  }

  static Sharpness of(Eigenpairs pairs) {
    return new Sharpness(
        Arrays.stream(pairs.values()).boxed().toList(),
        Arrays.stream(pairs.errors()).boxed().toList(),
        pairs.products(),
        pairs.outcome());
  }

  /**
   * The first value: lambda_max if the top of the spectrum was asked for.
   *
   * @throws MeasurementException if no eigenvalue was found
   */
  public double largest() {
    return requireValues().get(0);
  }

  /**
   * The last value: lambda_min if the bottom of the spectrum was asked for.
   *
   * @throws MeasurementException if no eigenvalue was found
   */
  public double smallest() {
    return requireValues().get(values.size() - 1);
  }

  /**
   * The critical learning rate 2 (1 + beta) / lambda_max, which needs the top of the spectrum.
   *
   * @param momentum beta, 0 for plain gradient descent
   * @throws MeasurementException if no eigenvalue was found or the momentum is not in [0, 1)
   */
  public CriticalRate criticalRate(double momentum) {
    return CriticalRate.fromSharpness(largest(), momentum);
  }

  private List<Double> requireValues() {
    if (values.isEmpty()) {
      throw new MeasurementException("at least one eigenvalue", outcome.name(), outcome.advice());
    }
    return values;
  }
}
