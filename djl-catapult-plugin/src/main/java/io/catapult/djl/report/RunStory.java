/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What happened in a run, in plain words that follow from its numbers.
 *
 * @param headline one sentence
 * @param sentences the rest, in the order in which they are read
 */
record RunStory(String headline, List<Sentence> sentences) {

  /** About as many as a first screen holds. */
  private static final int MOST = 8;

  /** How a sentence is meant. */
  enum Tone {
    /** Something that went well. */
    GOOD,
    /** Something that went wrong. */
    BAD,
    /** Neither. */
    PLAIN;

    @JsonValue
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A sentence.
   *
   * @param text the words
   * @param tone how it is meant
   * @param step the step it tells of, or null
   * @param chart the chart in which it is seen, or null
   */
  record Sentence(String text, Tone tone, Long step, String chart) {}

  static RunStory of(RecordedRun run) {
    Telling telling = new Telling();
    MeasuringStory.tellWhatWentWrong(run, telling);
    DivergenceStory.tell(run, telling);
    SpikeStory.tell(run, telling);
    RateStory.tell(run, telling);
    SharpnessStory.tell(run, telling);
    TwinStory.tell(run, telling);
    DecayStory.tell(run, telling);
    LearningStory.tell(run, telling);
    MeasuringStory.tellWhatIsMissing(run, telling);
    return new RunStory(Headline.of(run), telling.most(MOST));
  }
}
