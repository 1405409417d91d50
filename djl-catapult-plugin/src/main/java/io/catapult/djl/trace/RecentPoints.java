/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measurements by step, at most a given number. When there are more, every second one of the older
 * half is dropped, so that the far past grows sparse and the recent past stays dense; the first
 * point stays, and so do the neighbours of spikes as long as there is room.
 */
final class RecentPoints {

  private static final int LEAST_LIMIT = 4;

  /** The part of the limit that must come free, lest we thin out at every point. */
  private static final int LEAST_GAIN = 8;

  private final int limit;
  private final NavigableMap<Long, Measurement> points = new TreeMap<>();
  private long dropped;
  private long denseFrom;

  RecentPoints(int limit) {
    Checks.require(
        limit >= LEAST_LIMIT,
        "a limit of at least " + LEAST_LIMIT + " measurements",
        limit,
        "raise the limit; the default is " + TraceRecorder.DEFAULT_LIMIT);
    this.limit = limit;
  }

  /** Adds a measurement; gives it as it is kept, joined with one of the same step. */
  Measurement add(Measurement measurement, List<TraceEvent> events) {
    Measurement kept = points.merge(measurement.step(), measurement, Measurement::joined);
    if (points.size() > limit) {
      thin(neighboursOfSpikes(events));
      if (points.size() > limit - limit / LEAST_GAIN) {
        thin(Set.of());
      }
    }
    return kept;
  }

  /** The number of measurements that were dropped so far. */
  long dropped() {
    return dropped;
  }

  List<Measurement> list() {
    return List.copyOf(points.values());
  }

  /** What was dropped so far; empty if nothing was. */
  Optional<TraceEvent> thinned() {
    if (dropped == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new TraceEvent(
            points.lastKey(),
            TraceEvent.Kind.THINNED,
            "Memory holds at most %d measurements: %d older ones before step %d are left out."
                .formatted(limit, dropped, denseFrom),
            Map.of("limit", limit, "dropped", dropped, "denseFrom", denseFrom)));
  }

  private void thin(Set<Long> keep) {
    int older = points.size() / 2;
    Iterator<Long> steps = points.keySet().iterator();
    for (int i = 0; i < older; i++) {
      long step = steps.next();
      if (i % 2 == 1 && !keep.contains(step)) {
        steps.remove();
        dropped++;
      }
    }
    denseFrom = steps.next();
  }

  private Set<Long> neighboursOfSpikes(List<TraceEvent> events) {
    Set<Long> neighbours = new HashSet<>();
    for (TraceEvent event : events) {
      if (event.kind() == TraceEvent.Kind.SPIKE) {
        neighbours.add(points.lowerKey(event.step()));
        neighbours.add(points.floorKey(event.step()));
        neighbours.add(points.ceilingKey(event.step()));
        neighbours.add(points.higherKey(event.step()));
      }
    }
    return neighbours;
  }
}
