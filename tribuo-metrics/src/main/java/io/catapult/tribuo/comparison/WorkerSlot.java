/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One worker at a time, replaced after a crash, and the cells it takes from the pool. */
final class WorkerSlot implements Callable<Void> {

  private static final int ATTEMPTS = 2;

  private final WorkerPool pool;
  private final int number;
  private WorkerProcess worker;

  /**
   * @param worker a worker that is ready, or null to start one
   */
  WorkerSlot(WorkerPool pool, int number, WorkerProcess worker) {
    this.pool = pool;
    this.number = number;
    this.worker = worker;
  }

  @Override
  public Void call() throws IOException, InterruptedException {
    for (Cell cell = pool.next(); cell != null; cell = pool.next()) {
      run(cell);
    }
    if (worker != null) {
      worker.close();
    }
    return null;
  }

  private void run(Cell cell) throws IOException, InterruptedException {
    Optional<String> crash = attempt(cell, 1);
    for (int attempt = 2; attempt <= ATTEMPTS && crash.isPresent(); attempt++) {
      // A worker that was stopped has not crashed: its cell stays open for a resumption.
      if (pool.isStopped()) {
        return;
      }
      String reason = crash.get();
      pool.tell(progress -> progress.retried(cell, reason));
      crash = attempt(cell, attempt);
    }
    if (crash.isPresent()) {
      if (pool.isStopped()) {
        return;
      }
      cell.fail(ATTEMPTS + " attempts ended with a crash, the last so: " + crash.get());
    }
    tellEnd(cell);
  }

  /** How the worker ended before the cell did; empty if the cell has its result. */
  private Optional<String> attempt(Cell cell, int attempt)
      throws IOException, InterruptedException {
    pool.tell(progress -> progress.started(cell, attempt));
    Optional<String> crash = ready();
    if (crash.isEmpty()) {
      crash =
          worker.run(
              cell.folder(),
              at ->
                  pool.tell(
                      progress -> progress.at(cell, at.step(), at.fraction(), at.trainLoss())));
    }
    if (crash.isPresent()) {
      worker = null;
    }
    return crash;
  }

  private Optional<String> ready() throws IOException, InterruptedException {
    if (worker != null) {
      return Optional.empty();
    }
    worker = pool.start(number);
    return worker.awaitReady();
  }

  private void tellEnd(Cell cell) throws IOException {
    Optional<String> failure = cell.result().flatMap(CellResult::failure);
    pool.tell(
        progress ->
            failure.ifPresentOrElse(
                reason -> progress.failed(cell, reason), () -> progress.ended(cell)));
  }
}
