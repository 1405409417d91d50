/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.TraceEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps our failures away from the training: each kind is logged and recorded the first time it
 * happens, and counted.
 */
final class FailureLog {

  private static final Logger LOGGER = LoggerFactory.getLogger(CatapultListener.class);

  private final Consumer<TraceEvent> chronicle;
  private final Map<String, Integer> counts = new HashMap<>();

  FailureLog(Consumer<TraceEvent> chronicle) {
    this.chronicle = chronicle;
  }

  /**
   * Runs what may fail.
   *
   * @param what the name of it, for the log
   */
  void guard(String what, long step, Runnable body) {
    try {
      body.run();
    } catch (Throwable e) { // whatever goes wrong here, the training must go on
      String kind = what + ": " + e.getClass().getName();
      if (counts.merge(kind, 1, Integer::sum) == 1) {
        LOGGER.debug("What failed: {}", what, e);
        chronicle.accept(event(what, step, e));
      }
    }
  }

  /** The event that records a failure. */
  static TraceEvent event(String what, long step, Throwable e) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("what", what);
    evidence.put("exception", e.getClass().getName());
    evidence.put("message", String.valueOf(e.getMessage()));
    String words =
        "At step "
            + step
            + " "
            + what
            + " failed; the training goes on, and further failures of this kind are only counted: "
            + e.getMessage();
    return new TraceEvent(step, TraceEvent.Kind.FAILURE, words, evidence);
  }

  /** How often each kind of failure has happened. */
  Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
