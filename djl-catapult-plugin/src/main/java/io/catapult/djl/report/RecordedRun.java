/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A trace with what its events tell read out of them.
 *
 * @param trace the trace
 * @param spikes its spikes by their onset
 * @param phases its phases in order
 * @param summary what was counted over the run
 * @param first the first step of a measurement or an event, 0 if there is none
 * @param last the last one
 */
record RecordedRun(
    TrainingTrace trace,
    List<RecordedSpike> spikes,
    List<RecordedPhase> phases,
    DynamicsSummary summary,
    long first,
    long last) {

  static RecordedRun of(TrainingTrace trace) {
    List<TraceEvent> events = trace.events();
    List<Measurement> measured = trace.measurements();
    long first = events.stream().mapToLong(TraceEvent::step).min().orElse(Long.MAX_VALUE);
    long last = events.stream().mapToLong(TraceEvent::step).max().orElse(0);
    if (!measured.isEmpty()) {
      first = Math.min(first, measured.get(0).step());
      last = Math.max(last, measured.get(measured.size() - 1).step());
    }
    return new RecordedRun(
        trace,
        events.stream()
            .map(RecordedSpike::of)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingLong(RecordedSpike::onset))
            .toList(),
        RecordedPhase.of(trace.events(TraceEvent.Kind.PHASE), last),
        RecordedDynamics.summary(trace),
        first == Long.MAX_VALUE ? 0 : first,
        last);
  }
}
