/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Takes the points of a series one by one and keeps those that {@link Downsampling} describes, in
 * memory for those alone.
 */
final class PointSampler {

  /** First, lowest, highest, last, gap. */
  private static final int KEPT = 5;

  private final int size;
  private final boolean keepsAll;
  private final long[] always;
  private final int runs;
  private final List<Point> kept = new ArrayList<>();
  private int index;
  private int run;
  private int nextAlways;
  private int room;

  private final List<Point> marked = new ArrayList<>();
  private Point first;
  private Point low;
  private Point high;
  private Point gap;
  private Point last;

  /**
   * @param size how many points will come
   * @param most the largest number to keep, at least 10
   * @param always steps whose points are kept, ascending
   */
  PointSampler(int size, int most, long[] always) {
    this.size = size;
    this.keepsAll = size <= most;
    this.always = always;
    this.room = Math.min(always.length, most / 2);
    this.runs = Math.max(1, (most - room) / KEPT);
  }

  /**
   * A point that is kept.
   *
   * @param index its place in the series
   * @param step its step
   * @param value its value
   */
  record Point(int index, long step, double value) {}

  /** Takes the next point. */
  void accept(long step, double value) {
    Point point = new Point(index++, step, value);
    if (keepsAll) {
      kept.add(point);
      return;
    }
    if (isAlways(step)) {
      marked.add(point);
    }
    look(point);
    if (index >= (long) size * (run + 1) / runs) {
      endRun();
    }
  }

  /** The points that are kept, ascending; once all have come. */
  List<Point> kept() {
    return kept;
  }

  /** How many points have come. */
  int size() {
    return index;
  }

  private boolean isAlways(long step) {
    while (nextAlways < always.length && always[nextAlways] < step) {
      nextAlways++;
    }
    if (room == 0 || nextAlways == always.length || always[nextAlways] != step) {
      return false;
    }
    room--;
    return true;
  }

  private void look(Point point) {
    first = first == null ? point : first;
    last = point;
    if (!Double.isFinite(point.value())) {
      gap = gap == null ? point : gap;
      return;
    }
    low = low == null || point.value() < low.value() ? point : low;
    high = high == null || point.value() > high.value() ? point : high;
  }

  private void endRun() {
    Stream.concat(Stream.of(first, low, high, gap, last).filter(Objects::nonNull), marked.stream())
        .sorted((a, b) -> Integer.compare(a.index(), b.index()))
        .distinct()
        .forEach(kept::add);
    marked.clear();
    first = null;
    low = null;
    high = null;
    gap = null;
    last = null;
    run++;
  }
}
