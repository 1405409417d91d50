/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A worker process as its parent sees it; used by one thread, stopped by any. */
final class WorkerProcess implements AutoCloseable {

  private static final int LONGEST_TAIL = 1500;

  private final Process process;
  private final Path log;
  private final long logBefore;
  private final BufferedReader output;
  private final BufferedWriter input;

  private WorkerProcess(Process process, Path log, long logBefore) {
    this.process = process;
    this.log = log;
    this.logBefore = logBefore;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  static WorkerProcess start(WorkerCommand command, int number) throws IOException {
    Path log = command.log(number);
    long before = Files.exists(log) ? Files.size(log) : 0;
    return new WorkerProcess(command.start(number), log, before);
  }

  /**
   * Waits until the engine is loaded.
   *
   * @return how the process ended instead; empty if it did not
   */
  Optional<String> awaitReady() throws InterruptedException {
    return await(WorkerProtocol.READY, at -> {});
  }

  /**
   * Has a cell run.
   *
   * @return how the process ended before the cell did; empty if the cell has its result
   */
  Optional<String> run(Path cell, Consumer<WorkerProtocol.At> progress)
      throws InterruptedException {
    try {
      input.write(cell.toAbsolutePath() + "\n");
      input.flush();
    } catch (IOException e) {
      // The process has ended; what it left to be read says so too.
    }
    return await(WorkerProtocol.ENDED, progress);
  }

  private Optional<String> await(String message, Consumer<WorkerProtocol.At> progress)
      throws InterruptedException {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (WorkerProtocol.is(message, line)) {
          return Optional.empty();
        }
        WorkerProtocol.at(line).ifPresent(progress);
      }
    } catch (IOException e) {
      // A stream that was closed under the reader: the process was stopped.
    }
    return Optional.of(words(process.waitFor()));
  }

  private String words(int exitCode) {
    String tail = tail();
    return "the worker process ended with exit code "
        + exitCode
        + (tail.isEmpty() ? " and said nothing" : "; its last words: " + tail);
  }

  /** The end of what this process printed. */
  private String tail() {
    try {
      byte[] all = Files.readAllBytes(log);
      int from = (int) Math.max(logBefore, all.length - (long) LONGEST_TAIL);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }

  /** Stops the process, also in the middle of a cell. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
