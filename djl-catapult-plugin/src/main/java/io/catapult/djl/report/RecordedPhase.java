/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.Phase;
import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of steps in one phase of gradient descent.
 *
 * @param from the step at which it was seen to begin
 * @param to the step at which the next began, or the last of the run
 * @param phase the phase
 */
record RecordedPhase(long from, long to, Phase phase) {

  long length() {
    return to - from;
  }

  /**
   * The phases of a run in order, those of the same kind that follow each other joined.
   *
   * @param changes the events of kind PHASE
   * @param last the last step of the run
   */
  static List<RecordedPhase> of(List<TraceEvent> changes, long last) {
    List<RecordedPhase> phases = new ArrayList<>();
    for (TraceEvent change : changes) {
      phase(change).ifPresent(phase -> add(phases, new RecordedPhase(change.step(), last, phase)));
    }
    return phases;
  }

  private static void add(List<RecordedPhase> phases, RecordedPhase next) {
    if (!phases.isEmpty()) {
      RecordedPhase before = phases.get(phases.size() - 1);
      if (before.phase == next.phase) {
        return;
      }
      phases.set(
          phases.size() - 1,
          new RecordedPhase(before.from, Math.max(before.from, next.from), before.phase));
    }
    phases.add(next);
  }

  private static Optional<Phase> phase(TraceEvent change) {
    return Arrays.stream(Phase.values())
        .filter(phase -> phase.name().equals(change.evidence().get("to")))
        .findFirst();
  }
}
