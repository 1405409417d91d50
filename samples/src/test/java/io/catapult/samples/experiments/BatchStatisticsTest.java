/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Statistics of batches, of runs whose numbers were chosen so that the answer is found by hand. */
final class BatchStatisticsTest {

  /** Differences of halves and quarters are exact. */
  private static final double EXACT = 0;

  /** Rounding of a handful of logarithms. */
  private static final double ROUNDING = 1e-12;

  /** At the rate 1: two rises above the critical rate, one below it, and one fall above it. */
  private static RecordedRun withOneMissOfEachKind() {
    return HandMadeRun.of(
        trace -> {
          trace.add(update(0, 0, 4, 0.5, 1));
          trace.add(update(1, 0, 5, 0.5, 1));
          trace.add(update(2, 1, 4, 2, 1));
          trace.add(update(3, 1, 6, 0.5, -1));
          trace.add(update(4, 2, 5, 2, 1e-9)); // no more than rounding
          trace.add(update(5, 2, 3, 2, -1));
        });
  }

  /** At the rate 1. */
  private static Measurement update(
      long step, int epoch, double loss, double critical, double difference) {
    return Measurement.at(step, epoch)
        .put(Quantity.LEARNING_RATE, 1)
        .put(Quantity.PROBE_LOSS, loss)
        .put(Quantity.BATCH_CRITICAL_RATE_KERNEL, critical)
        .put(Quantity.PROJECTED_DIFFERENCE, difference)
        .put(Quantity.BATCH_LOSS_DIFFERENCE, difference)
        .build();
  }

  @Test
  void theMatchIsThoseWithBothOverThoseWithOne() {
    assertEquals(
        2 / 4.0, BatchStatistics.exactMatch().of(withOneMissOfEachKind()).getAsDouble(), EXACT);
  }

  @Test
  void theMatchOfTheBatchIsOfItsRisesAlone() {
    assertEquals(
        2 / 3.0,
        BatchStatistics.matchOfBatchLoss().of(withOneMissOfEachKind()).getAsDouble(),
        EXACT);
  }

  @Test
  void updatesAboveTheCriticalRateAreCountedByEpoch() {
    assertEquals(
        2, BatchStatistics.mostInOneEpoch().of(withOneMissOfEachKind()).getAsDouble(), EXACT);
  }

  @Test
  void theLowestRateIsHeldAgainstTheMedianOfTheFirstEpoch() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(update(0, 0, 4, 8, 0));
              trace.add(update(1, 0, 4, 2, 0));
              trace.add(update(2, 0, 4, 16, 0));
              trace.add(update(3, 1, 4, 1, 0)); // the second epoch
            });
    assertEquals(2 / 8.0, BatchStatistics.lowestOverMedian().of(run).getAsDouble(), EXACT);
  }

  @Test
  void onlyRisesByMoreThanTheShareAreSpikes() {
    RecordedRun run = withOneMissOfEachKind();
    // The loss rises by a quarter at step 0, above, and by half at step 2, below.
    assertEquals(1 / 2.0, BatchStatistics.matchOfSpikes(0.125).of(run).getAsDouble(), EXACT);
    assertEquals(0, BatchStatistics.matchOfSpikes(0.375).of(run).getAsDouble(), EXACT);
    assertEquals(OptionalDouble.empty(), BatchStatistics.matchOfSpikes(1).of(run));
  }

  @Test
  void theLargestRiseIsThatOfOneUpdate() {
    assertEquals(
        0.5, BatchStatistics.largestRise().of(withOneMissOfEachKind()).getAsDouble(), EXACT);
    RecordedRun falling =
        HandMadeRun.of(
            trace -> {
              trace.add(update(0, 0, 4, 2, 0));
              trace.add(update(1, 1, 2, 2, 0));
              trace.add(update(3, 2, 8, 2, 0)); // not the next update
            });
    assertEquals(0, BatchStatistics.largestRise().of(falling).getAsDouble(), EXACT);
  }

  @Test
  void criticalRatesThatDifferByAFactorCorrelateFully() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(rates(0, 1, 1.25));
              trace.add(rates(1, 4, 5));
              trace.add(rates(2, 2, 2.5));
              trace.add(update(3, 0, 1, 100, 0)); // by the kernel alone
            });
    assertEquals(1, BatchStatistics.correlationOfCriticalRates().of(run).getAsDouble(), ROUNDING);
    assertEquals(0.25, BatchStatistics.deviationOfCriticalRates().of(run).getAsDouble(), EXACT);
  }

  private static Measurement rates(long step, double hessian, double kernel) {
    return Measurement.at(step, 0)
        .put(Quantity.BATCH_CRITICAL_RATE_HESSIAN, hessian)
        .put(Quantity.BATCH_CRITICAL_RATE_KERNEL, kernel)
        .build();
  }

  @Test
  void oneBatchHasNoCorrelation() {
    RecordedRun run = HandMadeRun.of(trace -> trace.add(rates(0, 1, 1)));
    assertEquals(OptionalDouble.empty(), BatchStatistics.correlationOfCriticalRates().of(run));
  }

  @Test
  void whatHasNoBatchesIsNotMeasured() {
    RecordedRun without = HandMadeRun.of("row", 1, Map.of());
    RecordedRun empty = HandMadeRun.of(trace -> {});
    for (Statistic statistic :
        List.of(
            BatchStatistics.exactMatch(),
            BatchStatistics.matchOfBatchLoss(),
            BatchStatistics.mostInOneEpoch(),
            BatchStatistics.lowestOverMedian(),
            BatchStatistics.matchOfSpikes(0.1),
            BatchStatistics.largestRise(),
            BatchStatistics.correlationOfCriticalRates(),
            BatchStatistics.deviationOfCriticalRates())) {
      assertEquals(OptionalDouble.empty(), statistic.of(without), statistic.name());
      assertEquals(OptionalDouble.empty(), statistic.of(empty), statistic.name());
    }
  }
}
