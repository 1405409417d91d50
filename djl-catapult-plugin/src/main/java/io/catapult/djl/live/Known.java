/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page knows of a training.
 *
 * @param cursor up to where it has the measurements and events
 * @param words up to where the words it has tell
 */
record Known(long cursor, long words) {

  private static final Pattern TEXT = Pattern.compile("(-?\\d{1,18})(?:\\.(-?\\d{1,18}))?");

  /** Measurements, events and words up to a cursor, as a page has them from all data. */
  static Known all(long cursor) {
    return new Known(cursor, cursor);
  }

  /** What a page gave back of {@link #text}; empty if it is another text. */
  static Optional<Known> of(String text) {
    Matcher numbers = TEXT.matcher(text);
    if (!numbers.matches()) {
      return Optional.empty();
    }
    long cursor = Long.parseLong(numbers.group(1));
    String words = numbers.group(2);
    return Optional.of(words == null ? all(cursor) : new Known(cursor, Long.parseLong(words)));
  }

  /** The cursor, and where the words end if that is elsewhere: 7, or 7.3. */
  String text() {
    return words == cursor ? Long.toString(cursor) : cursor + "." + words;
  }
}
