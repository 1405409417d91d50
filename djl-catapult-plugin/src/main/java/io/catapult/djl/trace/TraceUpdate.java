/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.List;

/**
 * What a recording got since a reader looked last.
 *
 * @param cursor where to go on from the next time
 * @param isComplete whether it is all that was added; if not, memory dropped measurements or the
 *     reader is too far behind, the lists are empty, and the reader takes the whole trace anew
 * @param measurements in the order in which they were recorded; one of a step that had a
 *     measurement before is both joined
 * @param events in the order in which they were recorded
 * @param features in the order in which they were recorded
 */
public record TraceUpdate(
    long cursor,
    boolean isComplete,
    List<Measurement> measurements,
    List<TraceEvent> events,
    List<FeatureSnapshot> features) {

  /** Copies the lists. */
  public TraceUpdate {
    Checks.notNegative(cursor, "a cursor");
    measurements = List.copyOf(measurements);
    events = List.copyOf(events);
    features = List.copyOf(features);
  }

  /** Nothing yet. */
  public static TraceUpdate none() {
    return new TraceUpdate(0, true, List.of(), List.of(), List.of());
  }

  /** More than can be told; the reader takes the whole trace. */
  static TraceUpdate incomplete(long cursor) {
    return new TraceUpdate(cursor, false, List.of(), List.of(), List.of());
  }

  /** Whether nothing is new. */
  public boolean isEmpty() {
    return isComplete && measurements.isEmpty() && events.isEmpty() && features.isEmpty();
  }
}
