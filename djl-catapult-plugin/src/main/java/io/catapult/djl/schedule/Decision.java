/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision of a {@link MeasuredTracker}, for a person to read.
 *
 * @param step the number of updates made before it was taken
 * @param words what was decided and why, one line
 * @param evidence the numbers that it rests on, in the order they were given
 */
public record Decision(long step, String words, Map<String, Object> evidence) {

  /** Checks the clock and the words, and copies the evidence. */
  public Decision {
    if (step < 0 || words == null || words.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a step of at least 0 and words; found step "
              + step
              + " and words '"
              + words
              + "'. Remedy: say what was decided, and when.");
    }
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }
}
