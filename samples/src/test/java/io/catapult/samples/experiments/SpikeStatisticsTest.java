/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceRecorder;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Statistics of spikes whose numbers were chosen so that the answer is found by hand. */
final class SpikeStatisticsTest {

  private static final double EXACT = 0;

  private static final List<Statistic> ALL =
      List.of(
          SpikeStatistics.riseInTop(1),
          SpikeStatistics.fallsOfNorm(),
          SpikeStatistics.spikesInRisingHalves(),
          SpikeStatistics.risingHalvesWithSpike());

  /** Rises by 4 and by 2, of which 3.5 and 0.5 in the top one, and 4 and 1 in the top two. */
  private static RecordedRun withTwoSpikes() {
    return HandMadeRun.of(
        trace -> {
          trace.add(at(0, 2, 1, 1.5, 8));
          trace.add(at(1, 6, 4.5, 5.5, 9));
          trace.add(at(2, 1, 0.5, 0.5, 4));
          trace.add(at(3, 3, 1, 1.5, 5));
          trace.add(at(4, 1, 0.5, 0.5, 6));
          trace.add(at(5, 1.25, 0.75, 1, 6));
          trace.add(at(6, 1, 0.5, 0.5, 7));
          spike(trace, "CATAPULT", 0, 1, 2);
          spike(trace, "BAD_BATCH", 2, 3, 4);
          spike(trace, "UNRESOLVED", 4, 5, 6); // rises by a quarter
        });
  }

  @Test
  void theRisesOfAllSpikesTogetherAreSplit() {
    RecordedRun run = withTwoSpikes();
    assertEquals(4 / 6.0, SpikeStatistics.riseInTop(1).of(run).getAsDouble(), EXACT);
    assertEquals(5 / 6.0, SpikeStatistics.riseInTop(2).of(run).getAsDouble(), EXACT);
    assertEquals(OptionalDouble.empty(), SpikeStatistics.riseInTop(3).of(run), "was not measured");
  }

  @Test
  void theNormAtTheEndIsHeldAgainstThatAtTheOnset() {
    assertEquals(0.5, SpikeStatistics.fallsOfNorm().of(withTwoSpikes()).getAsDouble(), EXACT);
  }

  @Test
  void aSpikeThatDoesNotComeBackHasNoNormAfter() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(at(0, 1, 0, 0, 8));
              trace.add(at(1, 4, 3, 3, 8));
              trace.add(at(2, 2, 1, 1, 2));
              spike(trace, "UNRESOLVED", 0, 1, 2);
            });
    assertEquals(1, SpikeStatistics.riseInTop(1).of(run).getAsDouble(), EXACT);
    assertEquals(OptionalDouble.empty(), SpikeStatistics.fallsOfNorm().of(run));
  }

  /** The rate rises from step 0 to 4, falls to 8, and rises to 12, where the run ends. */
  private static RecordedRun inCycles(long... onsets) {
    return HandMadeRun.of(
        trace -> {
          for (int step = 0; step <= 12; step++) {
            double loss = step % 2 == 0 ? 1 : 2;
            trace.add(
                Measurement.at(step, 0)
                    .put(Quantity.LEARNING_RATE, 4 - Math.abs(step % 8 - 4))
                    .put(Quantity.PROBE_LOSS, loss)
                    .build());
          }
          for (long onset : onsets) {
            spike(trace, "CATAPULT", onset, onset + 1, onset + 2);
          }
        });
  }

  @Test
  void aSpikeBeginsInTheRisingHalfUpToTheUpdateAtTheHighestRate() {
    RecordedRun run = inCycles(0, 2, 4, 6); // 6 is in the falling half
    assertEquals(0.75, SpikeStatistics.spikesInRisingHalves().of(run).getAsDouble(), EXACT);
    assertEquals(0.5, SpikeStatistics.risingHalvesWithSpike().of(run).getAsDouble(), EXACT);
  }

  @Test
  void theUpdateAtTheLowestRateBeginsARisingHalf() {
    RecordedRun run = inCycles(8);
    assertEquals(1, SpikeStatistics.spikesInRisingHalves().of(run).getAsDouble(), EXACT);
    assertEquals(0.5, SpikeStatistics.risingHalvesWithSpike().of(run).getAsDouble(), EXACT);
  }

  @Test
  void aConstantRateHasNoRisingHalf() {
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              trace.add(at(0, 1, 0, 0, 8));
              trace.add(at(1, 4, 3, 3, 8));
              spike(trace, "UNRESOLVED", 0, 1, 1);
            });
    assertEquals(OptionalDouble.empty(), SpikeStatistics.risingHalvesWithSpike().of(run));
    assertEquals(0, SpikeStatistics.spikesInRisingHalves().of(run).getAsDouble(), EXACT);
  }

  @Test
  void withoutASpikeThereIsNoNumber() {
    RecordedRun calm = HandMadeRun.of(trace -> trace.add(at(0, 1, 0, 0, 8)));
    RecordedRun diverging =
        HandMadeRun.of(
            trace -> {
              trace.add(at(0, 1, 0, 0, 8));
              trace.add(at(1, 9, 8, 8, 8));
              spike(trace, "DIVERGENCE", 0, 1, 1);
            });
    RecordedRun failed = HandMadeRun.of("row", 1, Map.of());
    for (Statistic statistic : ALL) {
      for (RecordedRun run : List.of(calm, diverging, failed)) {
        assertEquals(OptionalDouble.empty(), statistic.of(run), statistic.name());
      }
    }
  }

  /** At the rate 1. */
  private static Measurement at(long step, double loss, double top1, double top2, double norm) {
    return Measurement.at(step, 0)
        .put(Quantity.LEARNING_RATE, 1)
        .put(Quantity.PROBE_LOSS, loss)
        .put(Quantity.PROBE_LOSS_TOP, new double[] {top1, top2})
        .put(Quantity.PROBE_NTK_NORM, norm)
        .build();
  }

  private static void spike(TraceRecorder trace, String verdict, long onset, long peak, long end) {
    trace.add(
        new TraceEvent(
            end,
            TraceEvent.Kind.SPIKE,
            "A spike.",
            Map.of("verdict", verdict, "onset", onset, "peak", peak, "end", end)));
  }
}
