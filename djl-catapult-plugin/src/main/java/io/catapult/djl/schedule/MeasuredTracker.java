/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trace.Described;
import java.util.List;
import java.util.Set;

/**
 * A learning-rate tracker that decides by what is measured. Whoever runs the training asks for the
 * needs of each update, measures, hands over the observation, and does what the tracker wants done
 * with the weights; then the optimizer asks for the rate as ever.
 */
public interface MeasuredTracker extends Tracker, Described {

  /**
   * What to measure before update {@code step}; empty when nothing.
   *
   * @param step the number of updates made so far
   */
  Set<Need> needs(long step);

  /** Takes what was measured: once for each step that has needs, before its update. */
  void observe(Observation observation);

  /** What to do with the weights after the last observation and before its update. */
  WeightAction weightAction();

  /** The decisions taken since the last call, oldest first. */
  List<Decision> takeDecisions();
}
