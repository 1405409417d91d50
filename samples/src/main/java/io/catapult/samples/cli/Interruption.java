/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import java.io.PrintWriter;

/** Says what is on disk and how to go on when the process is stopped from outside, as by Ctrl-C. */
final class Interruption implements AutoCloseable {

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /**
   * Prepares for being stopped.
   *
   * @param err where to say it
   * @param words what to say
   */
  static Interruption prepare(PrintWriter err, String words) {
    Thread hook =
        new Thread(
            () -> {
              // The line may hold a bar, or the ^C of the terminal.
              err.printf("%n%s%n", words);
              err.flush();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** The work is done, or failed by itself. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being stopped: the hook says so.
    }
  }
}
