/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Statistics of runs whose numbers were chosen so that the answer is found by hand. */
final class CatapultStatisticsTest {

  /** Halves and quarters are exact. */
  private static final double EXACT = 0;

  @Test
  void theNormAfterTheHighestSpikeIsHeldAgainstTheFirst() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(HandMadeRun.at(0, 1, 1, 1, 8));
              trace.add(HandMadeRun.at(1, 1, 1, 1, 16));
              trace.add(spike("BAD_BATCH", 3, 4, 6));
              trace.add(spike("CATAPULT", 9, 5, 2));
              trace.add(spike("CATAPULT", 20, 3, 4));
            });
    assertEquals(0.25, CatapultStatistics.normAfterOverBefore().of(run).getAsDouble(), EXACT);
  }

  @Test
  void withoutASpikeThereIsNoNormAfter() {
    RecordedRun run = HandMadeRun.of(trace -> trace.add(HandMadeRun.at(0, 1, 1, 1, 8)));
    assertEquals(OptionalDouble.empty(), CatapultStatistics.normAfterOverBefore().of(run));
  }

  @Test
  void aRateCountsIfTheNormAfterItsCatapultIsBelowThatAtItsStart() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              for (int step = 0; step < 30; step++) {
                trace.add(HandMadeRun.at(step, step < 10 ? 1 : step < 20 ? 2 : 3, 8));
              }
              trace.add(spike("CATAPULT", 5, 1, 7));
              trace.add(spike("CATAPULT", 15, 1, 8)); // as high as at the start of the rate
              trace.add(spike("BAD_BATCH", 25, 1, 7));
            });
    assertEquals(1, CatapultStatistics.ratesWithFallOfNorm().of(run).getAsDouble(), EXACT);
  }

  private static TraceEvent spike(String verdict, long peak, double loss, double normAfter) {
    return new TraceEvent(
        peak + 1,
        TraceEvent.Kind.SPIKE,
        "A spike.",
        Map.of(
            "verdict",
            verdict,
            "peak",
            peak,
            "loss at peak",
            loss,
            "kernel norm after",
            normAfter));
  }

  @Test
  void aFirstRateWithACatapultCounts() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(HandMadeRun.at(0, 1, 8));
              trace.add(HandMadeRun.at(1, 1, 4));
              trace.add(HandMadeRun.at(2, 2, 6));
              trace.add(HandMadeRun.at(3, 2, 6));
              trace.add(HandMadeRun.spike("CATAPULT", 1));
            });
    assertEquals(1, CatapultStatistics.ratesWithCatapult().of(run).getAsDouble(), EXACT);
    assertEquals(0, CatapultStatistics.risesWithCatapult().of(run).getAsDouble(), EXACT);
  }

  @Test
  void theTopShareIsOfAllRisesTogether() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(withTop(0, 4, 1, 2));
              trace.add(withTop(1, 3, 0, 1)); // falls
              trace.add(withTop(2, 5, 1, 2.5)); // rises by 2, of which 1 and 1.5
              trace.add(withTop(3, 7, 1.5, 4.5)); // rises by 2, of which 0.5 and 2
            });
    assertEquals(1.5 / 4, CatapultStatistics.topShareOfRises(1).of(run).getAsDouble(), EXACT);
    assertEquals(3.5 / 4, CatapultStatistics.topShareOfRises(2).of(run).getAsDouble(), EXACT);
    assertEquals(
        OptionalDouble.empty(), CatapultStatistics.topShareOfRises(3).of(run), "not measured");
  }

  /** Loss, and loss in the top one and the top two directions. */
  private static Measurement withTop(long step, double loss, double top1, double top2) {
    return Measurement.at(step, 0)
        .put(Quantity.PROBE_LOSS, loss)
        .put(Quantity.PROBE_LOSS_TOP, new double[] {top1, top2})
        .build();
  }

  @Test
  void aLossBlowsUpAboveAMillionTimesItsFirst() {
    assertEquals(0, CatapultStatistics.blewUp().of(withLosses(2, 2e6, 1)).getAsDouble(), EXACT);
    assertEquals(1, CatapultStatistics.blewUp().of(withLosses(2, 2.1e6, 1)).getAsDouble(), EXACT);
    assertEquals(
        1, CatapultStatistics.blewUp().of(withLosses(2, Double.NaN, 1)).getAsDouble(), EXACT);
    assertEquals(OptionalDouble.empty(), CatapultStatistics.blewUp().of(withLosses()));
  }

  private static RecordedRun withLosses(double... losses) {
    return HandMadeRun.of(
        trace -> {
          for (int step = 0; step < losses.length; step++) {
            trace.add(Measurement.at(step, 0).put(Quantity.PROBE_LOSS, losses[step]).build());
          }
        });
  }

  @Test
  void withoutATraceNothingIsMeasured() {
    RecordedRun run = HandMadeRun.of("row", 1, Map.of());
    for (Statistic statistic :
        List.of(
            CatapultStatistics.normAfterOverBefore(),
            CatapultStatistics.ratesWithCatapult(),
            CatapultStatistics.ratesWithFallOfNorm(),
            CatapultStatistics.topShareOfRises(1),
            CatapultStatistics.blewUp())) {
      assertEquals(OptionalDouble.empty(), statistic.of(run), statistic.name());
    }
  }
}
