/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar with the time left, on the error output of a terminal; elsewhere nothing. It comes only
 * where the work takes longer than two seconds. Safe for several threads.
 */
final class Progress implements AutoCloseable {

  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** Parts of the work that the bar can tell apart. */
  private static final long PARTS = 100;

  /** The width of most terminals; to ask for it would load a native library. */
  private static final int WIDTH = 79;

  /** To the left margin, and erase to the right of it: ECMA-48. */
  private static final String CLEAR_LINE = "\r\033[K";

  private static final int INTERVAL_MILLIS = 250;

  private final String task;
  private final PrintStream terminal;
  private final long begun = System.nanoTime();
  private ProgressBar bar;

  /**
   * @param terminal where to draw, or null
   */
  private Progress(String task, PrintStream terminal) {
    this.task = task;
    this.terminal = terminal;
  }

  /**
   * Progress of a task.
   *
   * @param task a word or two before the bar
   */
  static Progress of(String task) {
    return new Progress(task, Shell.isInteractive() ? System.err : null);
  }

  /**
   * Tells how far the work is.
   *
   * @param fraction the share of the work that is done, from 0 to 1
   * @param message a few words behind the bar
   */
  synchronized void at(double fraction, String message) {
    if (terminal == null || System.nanoTime() - begun < PATIENCE_NANOS) {
      return;
    }
    if (bar == null) {
      bar = newBar(Math.round(PARTS * fraction));
    }
    bar.stepTo(Math.round(PARTS * fraction));
    bar.setExtraMessage(" " + message);
  }

  /** Prints a line above the bar. */
  synchronized void print(PrintWriter to, String line) {
    if (bar != null) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
    to.println(line);
    to.flush();
  }

  private ProgressBar newBar(long done) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(PARTS)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .startsFrom(done, Duration.ofNanos(System.nanoTime() - begun))
        .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
        .build();
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
