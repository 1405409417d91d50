/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.SlowMotion.Verdict;
import io.catapult.djl.report.RunStory.Tone;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.OptionalDouble;

/** Tells whether the learning rate can be decayed, and whether it was too early. */
final class DecayStory {

  private static final String CHART = "motion";

  private double rate = Double.NaN;
  private Reading last;
  private long since;
  private Reading beforeDecay;

  private DecayStory() {}

  /**
   * What was measured of the slow motion.
   *
   * @param step when
   * @param verdict what it means
   * @param straightness see {@link Quantity#MOTION_STRAIGHTNESS}
   * @param latterShare see {@link Quantity#MOTION_LATTER_SHARE}
   */
  private record Reading(long step, Verdict verdict, double straightness, double latterShare) {

    static Reading of(Measurement m) {
      OptionalDouble straightness = m.value(Quantity.MOTION_STRAIGHTNESS);
      OptionalDouble latterShare = m.value(Quantity.MOTION_LATTER_SHARE);
      OptionalDouble stepShare = m.value(Quantity.MOTION_STEP_SHARE);
      if (straightness.isEmpty() || latterShare.isEmpty() || stepShare.isEmpty()) {
        return null;
      }
      double s = straightness.getAsDouble();
      double l = latterShare.getAsDouble();
      return new Reading(m.step(), Verdict.of(stepShare.getAsDouble(), s, l), s, l);
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
    Reading reading = Reading.of(m);
    if (reading != null) {
      boolean goesOn = last != null && last.verdict.allowsDecay();
      since = goesOn && reading.verdict.allowsDecay() ? since : reading.step;
      last = reading;
    }
  }

  private void tellDecay(Telling telling) {
    String words =
        switch (beforeDecay.verdict) {
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
        6, Tone.PLAIN, words.formatted(Words.figures(beforeDecay.step)), beforeDecay.step, CHART);
  }

  private void tellEnd(Telling telling) {
    String rateNow = Words.value(rate);
    String words =
        switch (last.verdict) {
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
                      .formatted(Words.value(100 * last.latterShare));
          case TO_AND_FRO ->
              "the learning rate %s can be decayed since step %s: the slow motion of the weights"
                      .formatted(rateNow, Words.figures(since))
                  + " goes to and fro and kept %s %% of its way"
                      .formatted(Words.value(100 * last.straightness));
        };
    telling.add(7, Tone.PLAIN, words, last.step, CHART);
  }
}
