/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs cells in worker processes on this machine: the engine allows one gradient collector per
 * process. A worker runs one cell after another. A crash of a worker costs its cell one retry, in a
 * new worker; a second one makes the cell fail, and the others go on. A cell that throws an
 * exception fails at once. When this process ends, in whatever way, the workers end too.
 */
public final class LocalWorkers implements CellRunner {

  private final int workers;
  private final Path logs;

  /**
   * Sets how many there are. The threads of each are those that a trainer asks for, 1 by default.
   *
   * @param workers the number of processes, at least 1
   * @param logs a folder for what workers print
   * @throws IllegalArgumentException if there is none
   */
  public LocalWorkers(int workers, Path logs) {
    Checks.require(workers >= 1, "at least one worker", workers, "pass 1 or more");
    Checks.present(logs, "a folder for logs");
    this.workers = workers;
    this.logs = logs;
  }

  /**
   * Runs the cells.
   *
   * @throws IOException if the first worker does not start, or the folders cannot be written
   */
  @Override
  public void run(List<Cell> cells, ComparisonProgress progress)
      throws IOException, InterruptedException {
    if (cells.isEmpty()) {
      return;
    }
    WorkerCommand command = WorkerCommand.in(logs);
    try (WorkerPool pool = new WorkerPool(command, cells, progress)) {
      pool.run(Math.min(workers, cells.size()));
    }
  }
}
