/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TrainingTrace;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page tells of decaying the learning rate. */
final class DecayStoryTest {

  private static final double[] GOES_ON = {0.1, 0.9, 0.4};
  private static final double[] SLOWED = {0.1, 0.9, 0.05};
  private static final double[] LOST = {0.1, 0.125, 0.5};
  private static final double[] STRAIGHT = {0.9, 1, 0.4};

  private static final String LIMITS =
      " The bars are ours, at least 128 updates at one rate are needed, and noise of small batches"
          + " looks like to and fro.";

  private static boolean tells(String words, TrainingTrace trace) {
    return MadeRun.story(trace).stream().anyMatch(sentence -> sentence.text().contains(words));
  }

  private static MadeRun moving(MadeRun run, int from, int to, double rate, double[] shares) {
    for (int step = from; step < to; step++) {
      run.add(
          Measurement.at(step, 0)
              .put(Quantity.LEARNING_RATE, rate)
              .put(Quantity.MOTION_SPEED, 1e-3)
              .put(Quantity.MOTION_STEP_SHARE, shares[0])
              .put(Quantity.MOTION_STRAIGHTNESS, shares[1])
              .put(Quantity.MOTION_LATTER_SHARE, shares[2]));
    }
    return run;
  }

  @Test
  void itIsToldSinceWhenTheRateCanBeDecayed() {
    MadeRun run = moving(MadeRun.begin(), 0, 10, 0.5, SLOWED);
    moving(run, 10, 20, 0.5, GOES_ON);
    moving(run, 20, 25, 0.5, LOST);
    TrainingTrace trace = moving(run, 25, 30, 0.5, SLOWED).ended();
    RunStory.Sentence told =
        MadeRun.story(trace).stream()
            .filter(sentence -> sentence.text().contains("can be decayed"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        new RunStory.Sentence(
            "The learning rate 0.5 can be decayed since step 20: the slow motion of the weights has"
                + " nearly stopped, the latter half of the updates made 5 % of its way."
                + LIMITS,
            Tone.PLAIN,
            29L,
            "motion"),
        told);
    assertFalse(tells("lowered", trace));
  }

  @Test
  void motionToAndFroIsToldWithWhatIsLeftOfItsWay() {
    TrainingTrace trace = moving(MadeRun.begin(), 0, 3, 0.5, LOST).ended();
    assertTrue(
        tells(
            "can be decayed since step 0: the slow motion of the weights goes to and fro and kept"
                + " 12.5 % of its way",
            trace),
        () -> MadeRun.story(trace).toString());
  }

  @Test
  void whereMotionGoesOnItIsEarly() {
    TrainingTrace trace = moving(MadeRun.begin(), 0, 3, 0.5, GOES_ON).ended();
    assertTrue(tells("it is early to decay it", trace));
    assertFalse(tells("can be decayed", trace));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void whateverIsAdvisedHasItsLimits(double[] shares) {
    TrainingTrace trace = moving(MadeRun.begin(), 0, 3, 0.5, shares).ended();
    assertEquals(
        1,
        MadeRun.story(trace).stream()
            .filter(sentence -> sentence.text().contains("0.5"))
            .filter(sentence -> sentence.text().endsWith("." + LIMITS))
            .count(),
        () -> MadeRun.story(trace).toString());
  }

  private static Stream<double[]> verdicts() {
    return Stream.of(GOES_ON, SLOWED, LOST, STRAIGHT);
  }

  @Test
  void withoutBouncesADecayOnlySlowsDown() {
    TrainingTrace trace = moving(MadeRun.begin(), 0, 3, 0.5, STRAIGHT).ended();
    assertTrue(tells("the steps went straight on to the end", trace));
  }

  @Test
  void aDecayIsToldByWhatTheWeightsDidBefore() {
    MadeRun early = moving(MadeRun.begin(), 0, 10, 0.5, GOES_ON);
    early.add(Measurement.at(10, 0).put(Quantity.LEARNING_RATE, 0.05));
    assertTrue(
        tells("The learning rate was lowered after step 9 while the slow motion", early.ended()));
    MadeRun late = moving(MadeRun.begin(), 0, 10, 0.5, LOST);
    late.add(Measurement.at(10, 0).put(Quantity.LEARNING_RATE, 0.05));
    assertTrue(
        tells("after step 9, when the slow motion of the weights had stopped", late.ended()));
    MadeRun straight = moving(MadeRun.begin(), 0, 10, 0.5, STRAIGHT);
    straight.add(Measurement.at(10, 0).put(Quantity.LEARNING_RATE, 0.05));
    assertTrue(tells("while the steps went straight on, without a bounce", straight.ended()));
  }

  @Test
  void aRiseOfTheRateIsNoDecay() {
    MadeRun run = moving(MadeRun.begin(), 0, 10, 0.5, GOES_ON);
    TrainingTrace trace = moving(run, 10, 20, 0.6, GOES_ON).ended();
    assertFalse(tells("lowered", trace));
    assertTrue(tells("At the learning rate 0.6", trace));
  }
}
