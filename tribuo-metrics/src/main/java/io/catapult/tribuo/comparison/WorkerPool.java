/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The workers of one call of {@link LocalWorkers#run}: a thread for each process. */
final class WorkerPool implements AutoCloseable {

  private final WorkerCommand command;
  private final ComparisonProgress progress;
  private final Queue<Cell> cells;
  private final Set<WorkerProcess> started = new HashSet<>();
  private final Object telling = new Object();
  private final Thread hook = new Thread(this::stop, "stop the workers");
  private boolean stopped;

  WorkerPool(WorkerCommand command, List<Cell> cells, ComparisonProgress progress) {
    this.command = command;
    this.cells = new ArrayDeque<>(cells);
    this.progress = progress;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Runs all cells.
   *
   * @throws InterruptedException also if the workers were stopped because this process ends
   */
  void run(int workers) throws IOException, InterruptedException {
    WorkerProcess first = startFirst();
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      ExecutorCompletionService<Void> slots = new ExecutorCompletionService<>(threads);
      for (int i = 1; i <= workers; i++) {
        slots.submit(new WorkerSlot(this, i, i == 1 ? first : null));
      }
      for (int i = 0; i < workers; i++) {
        slots.take().get();
      }
    } catch (ExecutionException e) {
      throw new IOException("The comparison cannot go on: " + e.getCause().getMessage(), e);
    } finally {
      threads.shutdown();
    }
    if (isStopped()) {
      throw new InterruptedException("The workers were stopped.");
    }
  }

  /** At its first use the engine unpacks its libraries: two processes must not do so at once. */
  private WorkerProcess startFirst() throws IOException, InterruptedException {
    WorkerProcess first = start(1);
    Optional<String> fault = first.awaitReady();
    if (fault.isPresent()) {
      throw new IOException(
          "Expected a worker process that loads the engine; found that "
              + fault.get()
              + ". Remedy: run with the class path and the natives that a training needs.");
    }
    return first;
  }

  /** The next cell; null if there is none or the workers are stopped. */
  synchronized Cell next() {
    return stopped ? null : cells.poll();
  }

  synchronized WorkerProcess start(int number) throws IOException {
    WorkerProcess worker = WorkerProcess.start(command, number);
    started.add(worker);
    if (stopped) {
      worker.close();
    }
    return worker;
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Tells the progress, one caller at a time. */
  void tell(Consumer<ComparisonProgress> what) {
    synchronized (telling) {
      what.accept(progress);
    }
  }

  private synchronized void stop() {
    stopped = true;
    started.forEach(WorkerProcess::close);
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process ends, and the hook runs.
    }
  }
}
