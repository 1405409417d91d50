/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

/** Splits the time since the first event into measuring and everything else, which is training. */
final class Stopwatch {

  private long training;
  private long measuring;
  private long unbudgeted;
  private long since;
  private boolean started;
  private boolean isMeasuring;

  /** Training stops and measuring begins. */
  void startMeasuring() {
    long now = System.nanoTime();
    if (started) {
      training += now - since;
    }
    started = true;
    isMeasuring = true;
    since = now;
  }

  /** Measuring stops and training begins. */
  void stopMeasuring() {
    measuring = measuringNanos();
    isMeasuring = false;
    since = System.nanoTime();
  }

  /** Runs measuring that no budget has to hold. */
  void unbudgeted(Runnable body) {
    long begin = System.nanoTime();
    try {
      body.run();
    } finally {
      unbudgeted += System.nanoTime() - begin;
    }
  }

  long trainingNanos() {
    return training;
  }

  /** The time spent measuring, up to now. */
  long measuringNanos() {
    return isMeasuring ? measuring + System.nanoTime() - since : measuring;
  }

  /** The part of that which a budget counts. */
  long budgetedNanos() {
    return measuringNanos() - unbudgeted;
  }
}
