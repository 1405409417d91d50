/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.report.RunStory.Sentence;
import io.catapult.djl.report.RunStory.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers the sentences of a story in the order in which they are read, and leaves the lightest out
 * if there are too many.
 */
final class Telling {

  private final List<Weighed> all = new ArrayList<>();

  private record Weighed(Sentence sentence, int weight, int place) {}

  /**
   * Adds a sentence.
   *
   * @param weight how telling it is; the lightest are left out first
   * @param words the words, which become a sentence
   * @param step the step it tells of, or null
   * @param chart the chart in which it is seen, or null
   */
  void add(int weight, Tone tone, String words, Long step, String chart) {
    Sentence sentence = new Sentence(Words.sentence(words), tone, step, chart);
    all.add(new Weighed(sentence, weight, all.size()));
  }

  /** At most so many sentences. */
  List<Sentence> most(int most) {
    return all.stream()
        .sorted(Comparator.comparingInt(Weighed::weight).reversed())
        .limit(most)
        .sorted(Comparator.comparingInt(Weighed::place))
        .map(Weighed::sentence)
        .toList();
  }
}
