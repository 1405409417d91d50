/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.training.tracker.ParameterTracker;
import ai.djl.training.tracker.Tracker;
import java.util.OptionalLong;

/** Counts updates: by the optimizer where it can be read, else one for each batch. */
final class StepClock {

  private final OptimizerView optimizer;
  private final ParameterTracker tracker;
  private final String firstParameter;
  private long step;
  private boolean isStarted;

  /**
   * @param firstParameter the name of the parameter to ask the tracker for, should it tell them
   *     apart
   */
  StepClock(ListenerSettings settings, String firstParameter) {
    this(settings.optimizer(), settings.tracker(), firstParameter, settings.firstStep());
  }

  private StepClock(
      OptimizerView optimizer, ParameterTracker tracker, String firstParameter, long firstStep) {
    this.optimizer = optimizer;
    this.tracker = tracker;
    this.firstParameter = firstParameter;
    this.step = firstStep;
  }

  /** A clock that is asked for no rate. */
  static StepClock of(OptimizerView optimizer) {
    return new StepClock(optimizer, null, null, 0);
  }

  /**
   * Takes note of a batch.
   *
   * @return whether an update has been made since the one before
   */
  boolean tick() {
    long before = step;
    OptionalLong updates = optimizer.updates();
    if (updates.isPresent()) {
      step = updates.getAsLong();
    } else if (isStarted) {
      step++;
    }
    boolean isNew = !isStarted || step != before;
    isStarted = true;
    return isNew;
  }

  /** The number of updates made before this batch. */
  long step() {
    return step;
  }

  /** The number of updates made when the last batch's has been. */
  long afterLast() {
    return optimizer.updates().orElse(isStarted ? step + 1 : step);
  }

  /** eta(t), as the optimizer will be told for update t. */
  double rate(long t) {
    int update = Math.toIntExact(t + 1);
    return tracker instanceof Tracker plain
        ? plain.getNewValue(update)
        : tracker.getNewValue(firstParameter, update);
  }
}
