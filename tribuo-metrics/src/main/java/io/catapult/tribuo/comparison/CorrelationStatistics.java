/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.hipparchus.util.FastMath;

/**
 * Coefficients of correlation with intervals of 95 percent by Fisher's z: tanh(atanh(r) +- 1.96
 * se). For Pearson's r, se^2 = 1 / (n - 3) (Fisher 1921); for Spearman's, se^2 = (1 + r^2 / 2) / (n
 * - 3) (Bonett and Wright, Sample size requirements for estimating Pearson, Kendall and Spearman
 * correlations, 2000). Tied values have their mean rank.
 *
 * <p>There is no coefficient where one of the two does not vary, or for less than 3 pairs, of which
 * any two lie on a line. There is no interval for less than 4, nor for a coefficient of -1 or 1, at
 * which z is infinite and the interval would be a point, however few the pairs.
 */
public final class CorrelationStatistics {

  private static final double CONFIDENCE = 0.95;

  /** The quantile of the normal distribution: 1.95996. */
  private static final double Z = FastMath.sqrt(2) * Erf.erfInv(CONFIDENCE);

  private static final int FEWEST_PAIRS = 3;
  private static final int FEWEST_FOR_AN_INTERVAL = 4;

  private CorrelationStatistics() {}

  /** Pearson's coefficient of pairs of finite numbers. */
  public static Optional<CorrelationEstimate> pearson(double[] x, double[] y) {
    return isDefined(x, y)
        ? Optional.of(estimate(new PearsonsCorrelation().correlation(x, y), x.length, r -> 1))
        : Optional.empty();
  }

  /** Spearman's coefficient of pairs of finite numbers. */
  public static Optional<CorrelationEstimate> spearman(double[] x, double[] y) {
    return isDefined(x, y)
        ? Optional.of(
            estimate(new SpearmansCorrelation().correlation(x, y), x.length, r -> 1 + r * r / 2))
        : Optional.empty();
  }

  private static boolean isDefined(double[] x, double[] y) {
    return x.length >= FEWEST_PAIRS && varies(x) && varies(y);
  }

  private static boolean varies(double[] values) {
    return Arrays.stream(values).anyMatch(v -> v != values[0]);
  }

  private static CorrelationEstimate estimate(
      double coefficient, int n, DoubleUnaryOperator variance) {
    // Rounding may lead a perfect correlation out of [-1, 1].
    double r = FastMath.max(-1, FastMath.min(1, coefficient));
    if (n < FEWEST_FOR_AN_INTERVAL || FastMath.abs(r) == 1) {
      return new CorrelationEstimate(r, Optional.empty());
    }
    double half = Z * FastMath.sqrt(variance.applyAsDouble(r) / (n - 3));
    double z = FastMath.atanh(r);
    return new CorrelationEstimate(
        r, Optional.of(new ConfidenceInterval(FastMath.tanh(z - half), FastMath.tanh(z + half))));
  }
}
