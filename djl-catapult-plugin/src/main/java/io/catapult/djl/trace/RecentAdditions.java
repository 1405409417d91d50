/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;

/**
 * The last additions to a recording, for readers that follow it. The cursor is the number of
 * additions so far; it also counts what no reader can follow, as dropped measurements.
 */
final class RecentAdditions {

  /** More than a reader that looks twice a second falls behind; some megabytes at most. */
  static final int LIMIT = 5_000;

  private final Deque<Addition> latest = new ArrayDeque<>();
  private long cursor;

  /** One of the three, the others null. */
  private record Addition(Measurement measurement, TraceEvent event, FeatureSnapshot snapshot) {}

  void add(Measurement measurement) {
    add(new Addition(measurement, null, null));
  }

  void add(TraceEvent event) {
    add(new Addition(null, event, null));
  }

  void add(FeatureSnapshot snapshot) {
    add(new Addition(null, null, snapshot));
  }

  private void add(Addition addition) {
    cursor++;
    latest.addLast(addition);
    if (latest.size() > LIMIT) {
      latest.removeFirst();
    }
  }

  /** Lets no reader go on from where it is: what it knows is no longer what memory holds. */
  void breakOff() {
    cursor++;
    latest.clear();
  }

  long cursor() {
    return cursor;
  }

  /** What came after a cursor. Cost: O(what is new). */
  TraceUpdate since(long known) {
    if (known > cursor || known < cursor - latest.size()) {
      return TraceUpdate.incomplete(cursor);
    }
    Deque<Addition> later = new ArrayDeque<>();
    Iterator<Addition> backwards = latest.descendingIterator();
    for (long at = cursor; at > known; at--) {
      later.addFirst(backwards.next());
    }
    return new TraceUpdate(
        cursor,
        true,
        later.stream().map(Addition::measurement).filter(Objects::nonNull).toList(),
        later.stream().map(Addition::event).filter(Objects::nonNull).toList(),
        later.stream().map(Addition::snapshot).filter(Objects::nonNull).toList());
  }
}
