/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import io.catapult.tribuo.trainer.DjlTrainer;
import org.tribuo.Output;

/**
 * What a cell is to do; the root of its configuration file.
 *
 * @param <T> the type of output
 */
final class CellPlan<T extends Output<T>> implements Configurable {

  @Config(mandatory = true, description = "What is learned.")
  private ComparisonTask<T> task;

  @Config(mandatory = true, description = "What is compared; its seed is that of the run.")
  private DjlTrainer<T> trainer;

  @Config(mandatory = true, description = "The seed of data and training.")
  private long seed;

  /** For OLCUT. */
  private CellPlan() {}

  CellPlan(ComparisonTask<T> task, DjlTrainer<T> trainer, long seed) {
    this.task = task;
    this.trainer = trainer;
    this.seed = seed;
  }

  ComparisonTask<T> task() {
    return task;
  }

  DjlTrainer<T> trainer() {
    return trainer;
  }

  long seed() {
    return seed;
  }
}
