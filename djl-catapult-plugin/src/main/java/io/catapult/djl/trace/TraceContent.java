/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The content of a trace file as its lines come in; decides which line of a step counts. */
final class TraceContent {

  private final NavigableMap<Long, Measurement> measurements = new TreeMap<>();
  private final List<TraceEvent> events = new ArrayList<>();
  private final Map<String, NavigableMap<Long, List<Double>>> unknown = new LinkedHashMap<>();
  private final SnapshotMemory snapshots = new SnapshotMemory(Integer.MAX_VALUE);
  private final List<String> warnings = new ArrayList<>();
  private TraceFooter footer;
  private int resumedAt = -1;

  void warn(String warning) {
    warnings.add(warning);
  }

  void add(Measurement measurement, Map<String, List<Double>> others) {
    supersede(measurement.step());
    measurements.merge(measurement.step(), measurement, Measurement::joined);
    others.forEach((id, values) -> addUnknown(measurement.step(), id, values));
  }

  void add(FeatureSnapshot snapshot) {
    supersede(snapshot.step());
    snapshots.add(snapshot);
  }

  void add(TraceEvent event) {
    if (event.kind() == TraceEvent.Kind.RESUMED) {
      resumedAt = events.size();
      footer = null;
    }
    events.add(event);
  }

  void end(TraceFooter with) {
    footer = with;
  }

  TrainingTrace trace(TraceHeader header) {
    return new TrainingTrace(
        header,
        List.copyOf(measurements.values()),
        List.copyOf(events),
        snapshots.list(),
        Optional.ofNullable(footer),
        List.copyOf(warnings),
        unknown);
  }

  private void addUnknown(long step, String id, List<Double> values) {
    if (!unknown.containsKey(id)) {
      warn(
          "The quantity '"
              + id
              + "' is not known here; its values are kept aside, see unknownQuantities().");
    }
    unknown.computeIfAbsent(id, key -> new TreeMap<>()).put(step, values);
  }

  /** A resumed run that begins before the end of the run before goes another way from there. */
  private void supersede(long step) {
    if (resumedAt < 0) {
      return;
    }
    Map<Long, Measurement> before = measurements.tailMap(step, true);
    List<TraceEvent> early = events.subList(0, resumedAt);
    int dropped = before.size();
    int droppedEvents = early.size();
    before.clear();
    unknown.values().forEach(values -> values.tailMap(step, true).clear());
    early.removeIf(e -> e.step() >= step && e.kind() != TraceEvent.Kind.RESUMED);
    droppedEvents -= early.size();
    int droppedSnapshots = snapshots.dropFrom(step);
    resumedAt = -1;
    if (dropped + droppedEvents + droppedSnapshots > 0) {
      warn(
          ("The run was resumed at step %d: %d measurements, %d events and %d AGOPs of the run"
                  + " before, from that step on, are left out.")
              .formatted(step, dropped, droppedEvents, droppedSnapshots));
    }
  }
}
