/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import ai.djl.engine.Engine;
import io.catapult.tribuo.trainer.TrainingProgress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The worker process of {@link LocalWorkers}; see {@link WorkerProtocol}. */
final class WorkerMain {

  private static final long BETWEEN_REPORTS = TimeUnit.MILLISECONDS.toNanos(100);

  private WorkerMain() {}

  /**
   * Runs cells until the standard input ends.
   *
   * @throws IOException if a result cannot be written
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream parent = System.out;
    // What a library prints must not come between the lines of the protocol.
    System.setOut(System.err);
    BlockingQueue<Path> cells = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(cells), "cells from the parent");
    reader.setDaemon(true);
    reader.start();
    Engine.getInstance();
    say(parent, WorkerProtocol.line(WorkerProtocol.READY));
    while (true) {
      CellWorker.runCell(cells.take(), reporter(parent));
      say(parent, WorkerProtocol.line(WorkerProtocol.ENDED));
    }
  }

  /** The end of the input is the end of the parent, or its wish: even in the middle of a cell. */
  private static void read(BlockingQueue<Path> cells) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cells.add(Path.of(line));
      }
    } catch (IOException e) {
      // A parent that cannot be heard any more is as one that has ended.
    }
    Runtime.getRuntime().halt(0);
  }

  private static TrainingProgress reporter(PrintStream parent) {
    long[] last = {System.nanoTime() - BETWEEN_REPORTS};
    return (step, fraction, trainLoss) -> {
      long now = System.nanoTime();
      if (now - last[0] >= BETWEEN_REPORTS) {
        last[0] = now;
        say(parent, WorkerProtocol.line(new WorkerProtocol.At(step, fraction, trainLoss)));
      }
    };
  }

  private static void say(PrintStream parent, String line) {
    parent.println(line);
    parent.flush();
  }
}
