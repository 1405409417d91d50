/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.SlowMotion;
import io.catapult.djl.detect.SlowMotion.Verdict;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.OptionalDouble;

/** Tells whether the learning rate can be decayed, and whether it was too early. */
final class DecayStory {

  private static final String CHART = "motion";

  /** What bounds the advice; the limits of {@link SlowMotion} in short. */
  private static final String LIMITS =
      ". The bars are ours, at least 128 updates at one rate are needed, and noise of small batches"
          + " looks like to and fro";

  private double rate = Double.NaN;
  private Seen last;
  private long since;
  private Seen beforeDecay;

  private DecayStory() {}

  /**
   * What was measured of the slow motion.
   *
   * @param step when
   * @param motion it
   */
  private record Seen(long step, SlowMotion.Reading motion) {

    Verdict verdict() {
      return motion.verdict();
    }
  }

  static void tell(RecordedRun run, Telling telling) {
    DecayStory story = new DecayStory();
    run.trace().measurements().forEach(story::accept);
    if (story.beforeDecay != null) {
      story.tellDecay(telling);
    }
    if (story.last != null) {
      story.tellEnd(telling);
    }
  }

  private void accept(Measurement m) {
    OptionalDouble now = m.value(Quantity.LEARNING_RATE);
    if (now.isPresent() && now.getAsDouble() != rate) {
      if (now.getAsDouble() < rate && last != null && beforeDecay == null) {
        beforeDecay = last;
      }
      rate = now.getAsDouble();
      last = null;
    }
    RecordedDynamics.slowMotion(m).ifPresent(motion -> see(new Seen(m.step(), motion)));
  }

  private void see(Seen now) {
    boolean goesOn = last != null && last.verdict().allowsDecay() && now.verdict().allowsDecay();
    since = goesOn ? since : now.step();
    last = now;
  }

  private void tellDecay(Telling telling) {
    String words =
        switch (beforeDecay.verdict()) {
          case GOING_ON ->
              "the learning rate was lowered after step %s while the slow motion of the weights went"
                  + " on: a later decay might have led to a flatter place";
          case STRAIGHT ->
              "the learning rate was lowered after step %s while the steps went straight on, without"
                  + " a bounce to be calmed";
          case SLOWED, TO_AND_FRO ->
              "the learning rate was lowered after step %s, when the slow motion of the weights had"
                  + " stopped";
        };
    telling.add(
        6,
        Tone.PLAIN,
        words.formatted(Words.figures(beforeDecay.step())),
        beforeDecay.step(),
        CHART);
  }

  private void tellEnd(Telling telling) {
    String rateNow = Words.value(rate);
    String words =
        switch (last.verdict()) {
          case STRAIGHT ->
              "at the learning rate %s the steps went straight on to the end: to decay it would only"
                      .formatted(rateNow)
                  + " slow them down";
          case GOING_ON ->
              "at the learning rate %s the weights still moved on beneath their bounces at the end:"
                      .formatted(rateNow)
                  + " it is early to decay it";
          case SLOWED ->
              "the learning rate %s can be decayed since step %s: the slow motion of the weights has"
                      .formatted(rateNow, Words.figures(since))
                  + " nearly stopped, the latter half of the updates made %s %% of its way"
                      .formatted(Words.value(100 * last.motion().latterShare()));
          case TO_AND_FRO ->
              "the learning rate %s can be decayed since step %s: the slow motion of the weights"
                      .formatted(rateNow, Words.figures(since))
                  + " goes to and fro and kept %s %% of its way"
                      .formatted(Words.value(100 * last.motion().straightness()));
        };
    telling.add(7, Tone.PLAIN, words + LIMITS, last.step(), CHART);
  }
}
