/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A trace with what its events tell read out of them.
 *
 * @param trace the trace
 * @param isLive whether it goes on while it has no footer
 * @param spikes its spikes by their onset
 * @param phases its phases in order
 * @param summary what was counted over the run; empty if the footer's cannot be read
 * @param courses how its numbers went
 * @param first the first step of a measurement or an event, 0 if there is none
 * @param last the last one
 */
record RecordedRun(
    TrainingTrace trace,
    boolean isLive,
    List<RecordedSpike> spikes,
    List<RecordedPhase> phases,
    Optional<DynamicsSummary> summary,
    Courses courses,
    long first,
    long last) {

  static RecordedRun of(TrainingTrace trace) {
    return of(trace, summary(trace), false);
  }

  /** A run that goes on, with what was counted so far, also of what memory no longer holds. */
  static RecordedRun live(TrainingTrace trace, DynamicsSummary summary) {
    return of(trace, Optional.of(summary), trace.footer().isEmpty());
  }

  private static RecordedRun of(
      TrainingTrace trace, Optional<DynamicsSummary> summary, boolean isLive) {
    LongSummaryStatistics steps =
        LongStream.concat(
                trace.measurements().stream().mapToLong(Measurement::step),
                trace.events().stream().mapToLong(TraceEvent::step))
            .summaryStatistics();
    boolean isEmpty = steps.getCount() == 0;
    long last = isEmpty ? 0 : steps.getMax();
    return new RecordedRun(
        trace,
        isLive,
        spikes(trace),
        RecordedPhase.of(trace.events(TraceEvent.Kind.PHASE), last),
        summary,
        new Courses(trace.measurements()),
        isEmpty ? 0 : steps.getMin(),
        last);
  }

  private static List<RecordedSpike> spikes(TrainingTrace trace) {
    return trace.events(TraceEvent.Kind.SPIKE).stream()
        .map(RecordedSpike::of)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparingLong(RecordedSpike::onset))
        .toList();
  }

  private static Optional<DynamicsSummary> summary(TrainingTrace trace) {
    try {
      return Optional.of(RecordedDynamics.summary(trace));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a foreign footer; the page says that nothing is counted
    }
  }

  /** The spikes of one verdict, by their onset. */
  List<RecordedSpike> spikes(Verdict verdict) {
    return spikes.stream().filter(spike -> spike.verdict() == verdict).toList();
  }

  /** How a number went. */
  Course course(Courses.Of of) {
    return courses.get(of);
  }

  /** The loss on the probe data, or on the batches where that was not measured. */
  Course loss() {
    Course probe = course(Courses.Of.PROBE_LOSS);
    return probe.measured() == 0 ? course(Courses.Of.BATCH_LOSS) : probe;
  }

  /** What is wrong with the trace, in words. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(trace.warnings());
    if (summary.isEmpty()) {
      warnings.add("The summary in the footer cannot be read: no rule's counts are shown.");
    }
    return warnings;
  }
}
