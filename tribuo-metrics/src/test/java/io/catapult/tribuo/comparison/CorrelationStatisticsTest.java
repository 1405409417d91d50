/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class CorrelationStatisticsTest {

  /** Sums of some ten doubles. */
  private static final double ROUNDING = 1e-12;

  /** Four standard deviations of a share of 0.95 in 2000 trials, and what the formulas leave. */
  private static final double COVERAGE_TOLERANCE = 0.02;

  private static final int TRIALS = 2000;

  @Test
  void pearsonIsThatOfAnscombesFirstSet() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    // Anscombe, Graphs in statistical analysis, 1973; the digits as R's data set gives them.
    assertEquals(0.81642051634, pearson(x, y).value(), 1e-10);
  }

  @Test
  void spearmanWithoutTiesFollowsFromTheDifferencesOfTheRanks() {
    double[] x = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
    double[] y = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};
    // The squared differences add up to 194: 1 - 6 * 194 / (10 * 99).
    assertEquals(-29.0 / 165, spearman(x, y).value(), ROUNDING);
  }

  @Test
  void spearmanWithTiesIsPearsonsOfMeanRanks() {
    double[] x = {1, 2, 2, 3, 3, 3, 9};
    double[] y = {5, 1, 4, 4, 2, 8, 7};
    double[] rankX = {1, 2.5, 2.5, 5, 5, 5, 7};
    double[] rankY = {5, 1, 3.5, 3.5, 2, 7, 6};
    assertEquals(byDefinition(rankX, rankY), spearman(x, y).value(), ROUNDING);
  }

  @Test
  void theIntervalsAreThoseOfTheFormulas() {
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] y = {2, 1, 4, 3, 7, 5, 8, 6};
    checkInterval(pearson(x, y), 1 / Math.sqrt(5));
    double r = spearman(x, y).value();
    checkInterval(spearman(x, y), Math.sqrt((1 + r * r / 2) / 5));
  }

  @Test
  void theIntervalsHoldTheTruthAsOftenAsTheySay() {
    double rho = 0.6;
    assertEquals(0.95, coverage(rho, rho, CorrelationStatistics::pearson), COVERAGE_TOLERANCE);
    // Spearman's coefficient of a normal pair: Pearson 1907.
    double truth = 6 / Math.PI * Math.asin(rho / 2);
    assertEquals(0.95, coverage(rho, truth, CorrelationStatistics::spearman), COVERAGE_TOLERANCE);
  }

  @Test
  void aPerfectCorrelationHasNoIntervalSinceAPointWouldBeTooSure() {
    double[] x = {1, 2, 3, 7, 11};
    double[] y = Arrays.stream(x).map(v -> 1 / v).toArray();
    assertEquals(new CorrelationEstimate(-1, Optional.empty()), spearman(x, y));
    double[] line = Arrays.stream(x).map(v -> 2 - 4 * v).toArray();
    assertEquals(-1, pearson(x, line).value(), ROUNDING);
  }

  @Test
  void equalValuesHaveNoCorrelation() {
    double[] equal = {0.3, 0.3, 0.3, 0.3};
    double[] other = {1, 2, 3, 4};
    assertEquals(Optional.empty(), CorrelationStatistics.pearson(equal, other));
    assertEquals(Optional.empty(), CorrelationStatistics.pearson(other, equal));
    assertEquals(Optional.empty(), CorrelationStatistics.spearman(equal, other));
  }

  @Test
  void threePairsHaveNoIntervalAndTwoNoCorrelation() {
    double[] x = {1, 2, 4};
    double[] y = {1, 3, 2};
    assertEquals(Optional.empty(), pearson(x, y).interval());
    assertEquals(Optional.empty(), spearman(x, y).interval());
    double[] two = {1, 2};
    assertEquals(Optional.empty(), CorrelationStatistics.pearson(two, two));
    assertEquals(Optional.empty(), CorrelationStatistics.spearman(new double[0], new double[0]));
  }

  @Test
  void anEstimateThatCannotBeIsRefused() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CorrelationEstimate(Double.NaN, Optional.empty()));
    assertEquals(
        "Expected a correlation in [-1, 1]; found NaN. Remedy: leave an undefined correlation out.",
        fault.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new ConfidenceInterval(0.2, 0.1));
  }

  private static CorrelationEstimate pearson(double[] x, double[] y) {
    return CorrelationStatistics.pearson(x, y).orElseThrow();
  }

  private static CorrelationEstimate spearman(double[] x, double[] y) {
    return CorrelationStatistics.spearman(x, y).orElseThrow();
  }

  /** With logarithm and exponential, and the quantile as the tables have it. */
  private static void checkInterval(CorrelationEstimate estimate, double standardError) {
    double z = Math.log((1 + estimate.value()) / (1 - estimate.value())) / 2;
    ConfidenceInterval interval = estimate.interval().orElseThrow();
    assertEquals(back(z - 1.959963985 * standardError), interval.low(), 1e-8);
    assertEquals(back(z + 1.959963985 * standardError), interval.high(), 1e-8);
  }

  private static double back(double z) {
    return (Math.exp(2 * z) - 1) / (Math.exp(2 * z) + 1);
  }

  private static double byDefinition(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double coverage(
      double rho,
      double truth,
      BiFunction<double[], double[], Optional<CorrelationEstimate>> statistic) {
    Random random = new Random(7);
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] x = random.doubles(24, 0, 1).map(u -> random.nextGaussian()).toArray();
      double[] y =
          Arrays.stream(x)
              .map(v -> rho * v + Math.sqrt(1 - rho * rho) * random.nextGaussian())
              .toArray();
      ConfidenceInterval interval =
          statistic.apply(x, y).flatMap(CorrelationEstimate::interval).orElseThrow();
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertTrue(held > 0);
    return held / (double) TRIALS;
  }
}
