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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Statistics of runs whose numbers were chosen so that the answer is found by hand. */
final class EdgeStatisticsTest {

  /** Halves and quarters are exact. */
  private static final double EXACT = 0;

  /** eta = 1, so that the threshold of the sharpness is 2. */
  private static RecordedRun ofSharpness(double... sharpness) {
    return HandMadeRun.of(
        trace -> {
          for (int step = 0; step < sharpness.length; step++) {
            trace.add(
                Measurement.at(step, 0)
                    .put(Quantity.LEARNING_RATE, 1)
                    .put(Quantity.GRAM_EIGENVALUES, new double[] {sharpness[step], step / 2.0})
                    .put(Quantity.OUTPUT_LAYER_GRAM, 0.25)
                    .put(Quantity.OUTPUT_LAYER_NORM, step < 4 ? 1 + step : 3)
                    .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, 2 / sharpness[step])
                    .build());
          }
        });
  }

  private static double of(Statistic statistic, RecordedRun run) {
    return statistic.of(run).orElseThrow();
  }

  @Test
  void theSharpnessIsHeldAgainstItsThreshold() {
    RecordedRun run = ofSharpness(0.5, 1, 0.75, 1.5, 2, 3, 2.5, 1.5);
    assertEquals(0.25, of(EdgeStatistics.sharpnessAtStart(), run), EXACT);
    assertEquals(1.5, of(EdgeStatistics.highestSharpness(), run), EXACT);
    assertEquals(2.0 / 3, of(EdgeStatistics.sharpening(), run), 1e-12);
    assertEquals(0.75, of(EdgeStatistics.hovering(), run), EXACT); // 2, 2.5 and 1.5 of four
    assertEquals(0.5, of(EdgeStatistics.outputLayerPart(), run), EXACT);
    assertEquals(3.5, of(EdgeStatistics.highestSecond(), run), EXACT);
  }

  @Test
  void aSharpnessThatNeverReachesItsThresholdDoesNotHover() {
    RecordedRun run = ofSharpness(0.5, 1, 1.5);
    assertEquals(OptionalDouble.empty(), EdgeStatistics.hovering().of(run));
  }

  @Test
  void theAgreementIsThatOfTheDetector() {
    // sharpness up, down, up, up, down; norm up, up, up, down, level
    RecordedRun run = ofSharpness(1, 2, 1.5, 1.75, 2, 1);
    assertEquals(0.5, of(EdgeStatistics.agreement(), run), EXACT);
  }

  @Test
  void aCycleIsPhaseTwoThreeAndFourInThisOrder() {
    RecordedRun run =
        HandMadeRun.of(
            trace ->
                Stream.of("I", "II", "III", "IV", "II", "III", "II", "III", "IV", "I", "II", "IV")
                    .map(phase -> Map.<String, Object>of("to", phase))
                    .map(to -> new TraceEvent(1, TraceEvent.Kind.PHASE, "A phase.", to))
                    .forEach(trace::add));
    assertEquals(2, of(EdgeStatistics.cycles(), run), EXACT);
    RecordedRun none = HandMadeRun.of(trace -> {});
    assertEquals(OptionalDouble.empty(), EdgeStatistics.cycles().of(none));
  }

  @Test
  void lossAndResidualAreFollowed() {
    List<double[]> values =
        List.of(
            new double[] {4, 4, 0}, // loss, rest, distance of the auxiliary sequence
            new double[] {2, 2, 0.25},
            new double[] {3, 1, 1},
            new double[] {3.5, 1.5, 1},
            new double[] {1, 0.5, 0.5});
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              for (double[] at : values) {
                trace.add(
                    Measurement.at(values.indexOf(at), 0)
                        .put(Quantity.PROBE_LOSS, at[0])
                        .put(Quantity.PROBE_LOSS_REST, new double[] {at[1]})
                        .put(Quantity.RESIDUAL_AUXILIARY_DISTANCE, at[2])
                        .build());
              }
            });
    assertEquals(0.5, of(EdgeStatistics.risesOfLoss(), run), EXACT);
    assertEquals(0.25, of(EdgeStatistics.lastLoss(), run), EXACT);
    assertEquals(0.75, of(EdgeStatistics.fallsOfRest(), run), EXACT);
    assertEquals(0.5, of(EdgeStatistics.risesOfRestOverLoss(), run), EXACT);
    assertEquals(0.5, of(EdgeStatistics.distanceOfRest(), run), EXACT);
  }

  @Test
  void theLossSinceTheEdgeIsTheLastOverThatWhereItWasReached() {
    double[] sharpness = {1, 1.5, 2, 2};
    double[] losses = {8, 4, 2, 0.5};
    RecordedRun run =
        HandMadeRun.of(
            trace -> {
              for (int step = 0; step < losses.length; step++) {
                trace.add(
                    Measurement.at(step, 0)
                        .put(Quantity.LEARNING_RATE, 1)
                        .put(Quantity.GRAM_EIGENVALUES, new double[] {sharpness[step]})
                        .put(Quantity.PROBE_LOSS, losses[step])
                        .build());
              }
            });
    assertEquals(0.25, of(EdgeStatistics.lossSinceReached(), run), EXACT);
    assertEquals(OptionalDouble.empty(), EdgeStatistics.lossSinceReached().of(ofSharpness(1, 1)));
  }

  /** The latter half's share of the way at each step; the rate falls after the third. */
  private static RecordedRun ofMotion(double... latterShares) {
    return HandMadeRun.of(
        trace -> {
          for (int step = 0; step < latterShares.length; step++) {
            trace.add(
                Measurement.at(step, 0)
                    .put(Quantity.LEARNING_RATE, step < 3 ? 1 : 0.1)
                    .put(Quantity.MOTION_SPEED, 1)
                    .put(Quantity.MOTION_STEP_SHARE, 0.1)
                    .put(Quantity.MOTION_STRAIGHTNESS, 1)
                    .put(Quantity.MOTION_LATTER_SHARE, latterShares[step])
                    .build());
          }
        });
  }

  @Test
  void theSlowMotionIsJudgedAtTheEndOfTheFirstRate() {
    double goes = 0.5;
    double stopped = 0.05;
    Statistic statistic = EdgeStatistics.motionStopped();
    assertEquals(0, of(statistic, ofMotion(stopped, stopped, goes, stopped)), EXACT);
    assertEquals(1, of(statistic, ofMotion(goes, goes, stopped, goes)), EXACT);
    assertEquals(1, of(statistic, ofMotion(goes, stopped)), EXACT);
    assertEquals(OptionalDouble.empty(), statistic.of(ofSharpness(1, 1)));
  }
}
