/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far the work is, on the error output of a terminal; elsewhere nothing. Safe for several
 * threads.
 */
public final class Progress implements AutoCloseable {

  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** Parts of the work that the bar can tell apart. */
  private static final long PARTS = 100;

  /** The width of most terminals; to ask for it would load a native library. */
  private static final int WIDTH = 79;

  /** To the left margin, and erase to the right of it: ECMA-48. */
  private static final String CLEAR_LINE = "\r\033[K";

  private static final int INTERVAL_MILLIS = 250;

  /** The bar's word for a length that is not known. */
  private static final long UNKNOWN = -1;

  private final String task;
  private final PrintStream terminal;
  private final long begun = System.nanoTime();
  private ProgressBar bar;

  /**
   * @param terminal where to draw, or null
   */
  Progress(String task, PrintStream terminal) {
    this.task = task;
    this.terminal = terminal;
  }

  /**
   * A bar with the time left. It comes only where the work takes longer than two seconds.
   *
   * @param task a word or two before the bar
   */
  public static Progress of(String task) {
    return new Progress(task, terminal());
  }

  /**
   * The time that work takes of which nobody knows how long it is. It comes at once, and is gone at
   * the end.
   *
   * @param task a word or two before the time
   */
  public static Progress ofUnknownLength(String task) {
    return new Progress(task, terminal()).begun();
  }

  /** Where a person reads the error output. Java 17 cannot tell: the launcher does. */
  private static PrintStream terminal() {
    return Boolean.getBoolean("catapult.tty") ? System.err : null;
  }

  /** With time, and no bar. */
  synchronized Progress begun() {
    if (terminal != null) {
      bar = builder().setInitialMax(UNKNOWN).clearDisplayOnFinish().build();
    }
    return this;
  }

  /** Tells of work of unknown length, in a few words, how far it is. */
  public synchronized void at(String message) {
    if (bar != null) {
      bar.setExtraMessage(" " + message);
    }
  }

  /**
   * Tells how far the work is.
   *
   * @param fraction the share of the work that is done, from 0 to 1
   * @param message a few words behind the bar
   */
  public synchronized void at(double fraction, String message) {
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
  public synchronized void print(PrintWriter to, String line) {
    if (bar != null) {
      terminal.print(CLEAR_LINE);
      terminal.flush();
    }
    to.println(line);
    to.flush();
  }

  private ProgressBar newBar(long done) {
    return builder()
        .setInitialMax(PARTS)
        .startsFrom(done, Duration.ofNanos(System.nanoTime() - begun))
        .build();
  }

  private ProgressBarBuilder builder() {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .continuousUpdate() // time goes on, and words change, where no step is made
        .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH));
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
