/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import static io.catapult.tribuo.comparison.ResultFixture.ALIGNMENT;
import static io.catapult.tribuo.comparison.ResultFixture.LOSS;
import static io.catapult.tribuo.comparison.ResultFixture.diverged;
import static io.catapult.tribuo.comparison.ResultFixture.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AggregationTest {

  private static final double ROUNDING = 1e-15;

  @Test
  void meanAndDeviationAreOverTheSeeds() {
    ComparisonResult result =
        new ResultFixture(0L, 1L, 2L)
            .add("SGD", 5, "1", run(1, 0.8, 0), run(2, 0.9, 0), run(6, 0.7, 0))
            .result();
    MetricSummary loss = result.configurations().get(0).metric(LOSS).orElseThrow();
    assertEquals(3, loss.mean(), ROUNDING);
    // (4 + 1 + 9) / 2 = 7.
    assertEquals(Math.sqrt(7), loss.deviation().orElseThrow(), ROUNDING);
    assertEquals(3, loss.n());
  }

  @Test
  void oneSeedHasNoDeviation() {
    ComparisonResult result = new ResultFixture(0L).add("SGD", 5, "1", run(1, 0.8, 0)).result();
    assertEquals(
        new MetricSummary(1, OptionalDouble.empty(), 1),
        result.configurations().get(0).metric(LOSS).orElseThrow());
  }

  @Test
  void aMetricThatARunLacksIsAveragedOverTheOthers() {
    Map<String, Double> without = new HashMap<>(run(4, 0, 0));
    without.remove(ALIGNMENT);
    ConfigurationResult found =
        new ResultFixture(0L, 1L)
            .add("SGD", 5, "1", run(1, 0.8, 0), without)
            .result()
            .configurations()
            .get(0);
    assertEquals(2, found.metric(LOSS).orElseThrow().n());
    assertEquals(1, found.metric(ALIGNMENT).orElseThrow().n());
    assertEquals(0.8, found.metric(ALIGNMENT).orElseThrow().mean(), ROUNDING);
    assertEquals(Optional.empty(), found.metric("unknown"));
  }

  @Test
  void divergedAndFailedRunsAreCountedButNotAveraged() {
    ConfigurationResult found =
        new ResultFixture(0L, 1L, 2L)
            .add("SGD", 5, "1", run(1, 0.8, 0), diverged(), run(9, 0.1, 0))
            .butTheLastFailed("no memory")
            .result()
            .configurations()
            .get(0);
    assertEquals(List.of(2, 1, 1, 0), counts(found));
    assertEquals(1, found.metric(LOSS).orElseThrow().mean(), ROUNDING);
  }

  @Test
  void theLowestLossIsFirstEqualOnesShareAPlaceAndADivergedOneHasNone() {
    ComparisonResult result =
        new ResultFixture(0L)
            .add("a", 5, "1", run(2, 0.8, 0))
            .add("b", 5, "1", diverged())
            .add("c", 5, "1", run(1, 0.8, 0))
            .add("d", 5, "1", run(2, 0.7, 0))
            .add("e", 5, "1", run(3, 0.7, 0))
            .result();
    assertEquals(
        List.of(
            OptionalInt.of(2),
            OptionalInt.empty(),
            OptionalInt.of(1),
            OptionalInt.of(2),
            OptionalInt.of(4)),
        result.configurations().stream().map(ConfigurationResult::rank).toList());
  }

  @Test
  void correlationsPairAllRunsThatCountAndTheMeansOfConfigurations() {
    ComparisonResult result =
        new ResultFixture(0L, 1L)
            .add("a", 5, "1", run(3, 0.80, 0), run(2.9, 0.81, 1))
            .add("b", 5, "1", run(2, 0.90, 2), run(2.1, 0.89, 3))
            .add("c", 5, "1", run(1, 0.95, 4), diverged())
            .result();
    Correlation runs = correlation(result, ALIGNMENT, LOSS, Correlation.Over.RUNS);
    assertEquals(5, runs.n());
    assertEquals(-1, runs.spearman().orElseThrow().value(), ROUNDING);
    Correlation means = correlation(result, ALIGNMENT, LOSS, Correlation.Over.CONFIGURATIONS);
    assertEquals(3, means.n());
    assertEquals(Optional.empty(), means.pearson().orElseThrow().interval());
    assertEquals(6, result.correlations().size());
  }

  private static List<Integer> counts(ConfigurationResult found) {
    return List.of(found.finished(), found.diverged(), found.failed(), found.pending());
  }

  private static Correlation correlation(
      ComparisonResult result, String x, String y, Correlation.Over over) {
    return result.correlations().stream()
        .filter(c -> c.x().equals(x) && c.y().equals(y) && c.over() == over)
        .findFirst()
        .orElseThrow();
  }
}
