/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Statistics of runs whose numbers were chosen so that the answer is found by hand. */
final class StatisticTest {

  /** Differences of halves and quarters are exact. */
  private static final double EXACT = 0;

  @Test
  void theRestRisesAsFarAsItComesAboveItsLowOverTheRiseOfTheLoss() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(HandMadeRun.at(0, 3, 2, 1, 8));
              trace.add(HandMadeRun.at(1, 1, 0.5, 0.25, 8)); // the lows
              trace.add(HandMadeRun.at(2, 5, 1.5, 0.75, 4)); // the loss rises by 4
              trace.add(HandMadeRun.at(3, 0.5, 0.75, 0.25, 2)); // lower lows, no higher rise
            });
    assertEquals(1 / 4.0, Statistic.riseOfRest(1).of(run).getAsDouble(), EXACT);
    assertEquals(0.5 / 4.0, Statistic.riseOfRest(2).of(run).getAsDouble(), EXACT);
    assertEquals(OptionalDouble.empty(), Statistic.riseOfRest(3).of(run), "was not measured");
  }

  @Test
  void aLossThatOnlyFallsHasNoRiseToMeasureBy() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(HandMadeRun.at(0, 3, 2, 1, 8));
              trace.add(HandMadeRun.at(1, 1, 0.5, 0.25, 8));
            });
    assertEquals(OptionalDouble.empty(), Statistic.riseOfRest(1).of(run));
  }

  /** The rate rises at steps 10, 20 and 30, and falls at 35; each window is judged on its own. */
  private static RecordedRun withThreeRises() {
    return HandMadeRun.of(
        trace -> {
          for (int step = 0; step <= 40; step++) {
            double rate = step < 10 ? 1 : step < 20 ? 2 : step < 30 ? 3 : step < 35 ? 4 : 0.5;
            // Falls after 10, stays from 20 to 30, falls after 30.
            double norm = step < 20 ? 100 - step : step <= 30 ? 50 : 40;
            trace.add(HandMadeRun.at(step, rate, norm));
          }
          trace.add(HandMadeRun.spike("CATAPULT", 11)); // begins before the rise of the rate
          trace.add(HandMadeRun.spike("CATAPULT", 14)); // a second one of the same rise
          trace.add(HandMadeRun.spike("BAD_BATCH", 22)); // no catapult
          trace.add(HandMadeRun.spike("CATAPULT", 38)); // before the end
        });
  }

  @Test
  void aRiseOfTheRateCountsOnceIfACatapultHasItsPeakBeforeTheNext() {
    assertEquals(
        2, CatapultStatistics.risesWithCatapult().of(withThreeRises()).getAsDouble(), EXACT);
  }

  @Test
  void aMetricIsThatOfTheEvaluation() {
    Statistic loss = Statistic.of(DynamicsMetrics.TEST_LOSS);
    assertEquals(0.5, loss.of(run(0.5)).getAsDouble(), EXACT);
    assertEquals(OptionalDouble.empty(), loss.of(run(Double.NaN)));
    assertEquals(OptionalDouble.empty(), loss.of(HandMadeRun.of("row", 1, Map.of())));
  }

  @Test
  void withoutATraceNothingOfItIsMeasured() {
    for (Statistic statistic :
        List.of(Statistic.riseOfRest(1), CatapultStatistics.risesWithCatapult())) {
      assertEquals(OptionalDouble.empty(), statistic.of(run(1)), statistic.name());
    }
  }

  private static RecordedRun run(double loss) {
    return HandMadeRun.of("row", 1, Map.of(DynamicsMetrics.TEST_LOSS.id(), loss));
  }
}
