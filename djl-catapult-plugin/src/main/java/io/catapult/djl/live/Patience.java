/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what takes a thread too long. Threads that are blocked by a connection are interrupted,
 * which closes it: see {@link java.nio.channels.InterruptibleChannel}.
 */
final class Patience {

  private final Map<Thread, Long> deadlines = new ConcurrentHashMap<>();

  /** Gives the calling thread so much time from now on, instead of what it had. */
  void expect(Duration within) {
    deadlines.put(Thread.currentThread(), System.nanoTime() + within.toNanos());
  }

  /** Gives the calling thread all the time. */
  void relax() {
    deadlines.remove(Thread.currentThread());
  }

  /** Interrupts the threads whose time is over. */
  void interruptLate() {
    long now = System.nanoTime();
    deadlines
        .keySet()
        .forEach(thread -> deadlines.computeIfPresent(thread, (t, end) -> left(t, end, now)));
  }

  /** In one step with the map: a thread that has gone on to other work is not interrupted in it. */
  private static Long left(Thread thread, long deadline, long now) {
    if (now - deadline <= 0) {
      return deadline;
    }
    thread.interrupt();
    return null;
  }
}
