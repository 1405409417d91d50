/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.trajectory.WeightTrajectory;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the weights of a training, for the principal components of its path:
 *
 * <pre>{@code
 * WeightTrajectory path = WeightTrajectory.inMemory(500, Keeping.WHOLE_RUN);
 * config.addTrainingListeners(TrajectoryRecorder.of(path, optimizer, MeasuringSchedule.every(1)));
 * }</pre>
 *
 * <p>The weights w(t) are taken after t updates, between the backward pass on the next batch and
 * its update, and once more when the training ends. The training stays as it is, bit by bit; a
 * failure is logged once, and the training goes on. One recorder follows one training; the
 * trajectory stays the caller's. Cost: a copy of the weights from their device for each step that
 * is due.
 */
public final class TrajectoryRecorder extends TrainingListenerAdapter {

  private static final Logger LOGGER = LoggerFactory.getLogger(TrajectoryRecorder.class);

  private final WeightTrajectory trajectory;
  private final MeasuringSchedule schedule;
  private final StepClock clock;
  private final FailureLog failures = new FailureLog(event -> LOGGER.warn(event.words()));
  private Trainer trainer;
  private ModelView model;

  private TrajectoryRecorder(
      WeightTrajectory trajectory, OptimizerView optimizer, MeasuringSchedule schedule) {
    this.trajectory = Objects.requireNonNull(trajectory, "trajectory");
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    this.clock = StepClock.of(optimizer);
  }

  /**
   * Records into a trajectory.
   *
   * @param optimizer of the training, whose updates are the steps; where they cannot be read a
   *     batch is one
   * @param schedule the steps whose weights are recorded
   */
  public static TrajectoryRecorder of(
      WeightTrajectory trajectory, Optimizer optimizer, MeasuringSchedule schedule) {
    return new TrajectoryRecorder(trajectory, OptimizerView.of(optimizer), schedule);
  }

  @Override
  public void onTrainingBatch(Trainer of, BatchData batchData) {
    failures.guard(
        "recording the weights",
        clock.step(),
        () -> {
          if (trainer == null) {
            model = ModelView.of(of);
            trainer = of;
          }
          if (of == trainer && clock.tick() && schedule.due(clock.step())) {
            trajectory.add(clock.step(), model);
          }
        });
  }

  @Override
  public void onTrainingEnd(Trainer of) {
    if (of == trainer && model != null) {
      failures.guard("recording the last weights", clock.afterLast(), this::end);
    }
  }

  private void end() {
    try (ModelView last = model) {
      model = null;
      if (clock.afterLast() != clock.step()) {
        trajectory.addLast(clock.afterLast(), last);
      }
    }
  }

  /** How often each kind of failure has happened; empty if all weights were recorded. */
  public Map<String, Integer> failures() {
    return failures.counts();
  }
}
