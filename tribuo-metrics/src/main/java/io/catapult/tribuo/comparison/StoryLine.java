/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Optional;

/**
 * A sentence on the first screen of a page.
 *
 * @param text what is told
 * @param tone how it is marked
 * @param chart the chart that shows it, if one does
 */
record StoryLine(String text, Tone tone, Optional<String> chart) {

  /** How a sentence is marked. */
  enum Tone {
    GOOD,
    BAD,
    PLAIN
  }

  static StoryLine of(Tone tone, String text) {
    return new StoryLine(text, tone, Optional.empty());
  }

  StoryLine seenIn(String chart) {
    return new StoryLine(text, tone, Optional.of(chart));
  }
}
