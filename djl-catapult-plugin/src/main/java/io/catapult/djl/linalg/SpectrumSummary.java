/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import ai.djl.ndarray.NDArray;
import io.catapult.djl.autodiff.MeasurementException;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What a spectrum is like as a whole, for a matrix that is positive semi-definite up to rounding: a
 * kernel, a Gram matrix, a Gauss-Newton matrix.
 *
 * @param trace the sum of all m eigenvalues
 * @param largest lambda_max
 * @param smallest lambda_min; NaN where it is not known
 * @param entropy H = - sum_i p_i log p_i with p_i = lambda_i / trace, in nats; NaN where the whole
 *     spectrum is not known; eigenvalues below 0 count as 0
 * @param rounding the size up to which an eigenvalue may be nothing but rounding: m eps lambda_max,
 *     as in the numerical rank of LAPACK's users
 */
public record SpectrumSummary(
    double trace, double largest, double smallest, double entropy, double rounding) {

  /**
   * Checks the numbers.
   *
   * @throws MeasurementException if the trace or the largest eigenvalue is not finite, or the
   *     smallest is larger than the largest
   */
  public SpectrumSummary {
    if (!Double.isFinite(trace) || !Double.isFinite(largest) || smallest > largest) {
      throw new MeasurementException(
          "a finite trace, and smallest <= largest eigenvalue",
          "trace " + trace + ", smallest " + smallest + ", largest " + largest,
          Outcome.NON_FINITE.advice());
    }
  }

  /**
   * Of a matrix, from its whole spectrum. Cost: a full decomposition, O(m^3).
   *
   * @param matrix M [m, m], symmetric
   * @throws MeasurementException if M is not square or holds NaN or infinity
   */
  public static SpectrumSummary of(NDArray matrix) {
    try (Eigenpairs all = DenseEigen.all(matrix)) {
      return of(all.orThrow().values(), Vectors.epsilon(matrix.getDataType()));
    }
  }

  /**
   * Of a whole spectrum.
   *
   * @param values all m eigenvalues in any order
   * @param epsilon the rounding unit they were found with: 2^-23 for float32, 2^-52 for float64
   * @throws MeasurementException if there is none, or one is not finite
   */
  public static SpectrumSummary of(double[] values, double epsilon) {
    double trace = DoubleStream.of(values).sum();
    double largest = DoubleStream.of(values).max().orElse(Double.NaN);
    double smallest = DoubleStream.of(values).min().orElse(Double.NaN);
    double mass = DoubleStream.of(values).filter(v -> v > 0).sum();
    double entropy =
        DoubleStream.of(values).filter(v -> v > 0).map(v -> -v / mass * Math.log(v / mass)).sum();
    double rounding = values.length * epsilon * Math.abs(largest);
    return new SpectrumSummary(trace, largest, smallest, entropy, rounding);
  }

  /**
   * Of an operator of which the extreme eigenvalues and the trace are known.
   *
   * @param trace its trace, for instance by {@link TraceEstimator}
   * @param extremes both ends of its spectrum, see {@link End#BOTH}
   * @param operator the operator
   * @throws MeasurementException if there are no extremes or a number is not finite
   */
  public static SpectrumSummary of(double trace, Eigenpairs extremes, LinearOperator operator) {
    double[] values = extremes.orThrow().values();
    double rounding = operator.size() * Vectors.epsilon(operator.dataType()) * Math.abs(values[0]);
    return new SpectrumSummary(trace, values[0], values[values.length - 1], Double.NaN, rounding);
  }

  /**
   * trace / lambda_max, from 1 to m: the intrinsic dimension of Tropp, An Introduction to Matrix
   * Concentration Inequalities (2015), definition 7.1.1. 0 for the zero matrix.
   */
  public double effectiveRank() {
    return largest == 0 ? 0 : trace / largest;
  }

  /**
   * exp(H), from 1 to m: the effective rank of Roy and Vetterli, The effective rank: a measure of
   * effective dimensionality (2007), section 2. It feels small eigenvalues, which {@link
   * #effectiveRank} does not. 0 for the zero matrix; empty where the whole spectrum is not known.
   */
  public OptionalDouble entropyRank() {
    if (Double.isNaN(entropy)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(largest <= 0 ? 0 : Math.exp(entropy));
  }

  /**
   * lambda_max / lambda_min; infinite where lambda_min is at most {@link #rounding}, because then
   * it cannot be told from 0; empty where lambda_min is not known.
   */
  public OptionalDouble conditionNumber() {
    if (Double.isNaN(smallest)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(smallest <= rounding ? Double.POSITIVE_INFINITY : largest / smallest);
  }
}
