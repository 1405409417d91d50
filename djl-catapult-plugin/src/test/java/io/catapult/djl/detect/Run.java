/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

import java.util.ArrayList;
import java.util.List;

/** Hands a synthetic run to a detector and keeps what was detected. */
final class Run {

  private final DynamicsDetector detector = DynamicsDetector.create();
  private final List<Detection> found = new ArrayList<>();

  /** A step with nothing but a loss. */
  static StepNumbers loss(long step, double loss) {
    return Numbers.at(step).rate(0.1).loss(loss).numbers();
  }

  static Run ofLosses(double... losses) {
    Run run = new Run();
    for (int step = 0; step < losses.length; step++) {
      run.accept(loss(step, losses[step]));
    }
    return run;
  }

  Run accept(StepNumbers numbers) {
    found.addAll(detector.accept(numbers));
    return this;
  }

  Run finish() {
    found.addAll(detector.finish());
    return this;
  }

  DynamicsSummary summary() {
    return detector.summary();
  }

  List<Spike> spikes() {
    return found.stream().filter(Spike.class::isInstance).map(Spike.class::cast).toList();
  }

  List<PhaseChange> phases() {
    return found.stream()
        .filter(PhaseChange.class::isInstance)
        .map(PhaseChange.class::cast)
        .toList();
  }

  List<Verdict> verdicts() {
    return spikes().stream().map(Spike::verdict).toList();
  }
}
