/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.djl.check.BuilderFaults;
import io.catapult.tribuo.trainer.DjlTrainerBuilder;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import io.catapult.tribuo.trainer.OptimizerSpec;
import io.catapult.tribuo.trainer.OptimizerSpecBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Output;

/**
 * Every optimizer with every schedule and every batch size. A label names what differs: "Adam,
 * fixed, batch 50", or "Adam" where there is one schedule and one batch size.
 *
 * @param <T> the type of output
 */
public final class Grid<T extends Output<T>> {

  private final DjlTrainerBuilder<T> trainer;
  private final Map<String, OptimizerSpecBuilder> optimizers = new LinkedHashMap<>();
  private final Map<String, LearningRateSchedule> schedules = new LinkedHashMap<>();
  private final List<Integer> batchSizes = new ArrayList<>();

  private Grid(DjlTrainerBuilder<T> trainer) {
    this.trainer = trainer;
  }

  /**
   * Begins a grid.
   *
   * @param trainer everything but optimizer and batch size, which the grid sets
   */
  public static <T extends Output<T>> Grid<T> of(DjlTrainerBuilder<T> trainer) {
    return new Grid<>(trainer);
  }

  /** Adds an optimizer, whose schedule the grid sets; at least one is required. */
  public Grid<T> addOptimizer(String label, OptimizerSpecBuilder optimizer) {
    optimizers.put(label, optimizer);
    return this;
  }

  /** Adds a schedule; at least one is required. */
  public Grid<T> addSchedule(String label, LearningRateSchedule schedule) {
    schedules.put(label, schedule);
    return this;
  }

  /** Adds a batch size, 0 for the full batch; at least one is required. */
  public Grid<T> addBatchSize(int batchSize) {
    batchSizes.add(batchSize);
    return this;
  }

  /**
   * The configurations: by optimizer, then by schedule, then by batch size.
   *
   * @throws IllegalArgumentException if something is missing, or an optimizer does not go with a
   *     schedule, such as an adaptive one with the critical rate
   */
  public List<Configuration<T>> configurations() {
    new BuilderFaults("Grid")
        .require(!optimizers.isEmpty(), "optimizers", "at least one", "none", "call addOptimizer")
        .require(!schedules.isEmpty(), "schedules", "at least one", "none", "call addSchedule")
        .require(!batchSizes.isEmpty(), "batch sizes", "at least one", "none", "call addBatchSize")
        .throwIfAny();
    List<Configuration<T>> all = new ArrayList<>();
    for (String optimizer : optimizers.keySet()) {
      for (String schedule : schedules.keySet()) {
        for (int batchSize : batchSizes) {
          all.add(configuration(optimizer, schedule, batchSize));
        }
      }
    }
    return all;
  }

  private Configuration<T> configuration(String optimizer, String schedule, int batchSize) {
    OptimizerSpec spec = optimizers.get(optimizer).setSchedule(schedules.get(schedule)).build();
    List<String> words = new ArrayList<>();
    words.add(optimizer);
    if (schedules.size() > 1) {
      words.add(schedule);
    }
    if (batchSizes.size() > 1) {
      words.add(batchSize == 0 ? "full batch" : "batch " + batchSize);
    }
    return new Configuration<>(
        String.join(", ", words), trainer.setOptimizer(spec).optBatchSize(batchSize).build());
  }
}
