/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.engine.EngineException;

/** What the engine's many lines of a failure come down to. */
final class EngineMessage {

  private static final String MARK = "RuntimeError: ";

  private EngineMessage() {}

  /** The reason that the engine gave, in brackets, if an engine's failure is behind a fault. */
  static String reasonBehind(Exception fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof EngineException engine) {
        return " (" + reason(engine) + ")";
      }
    }
    return "";
  }

  private static String reason(EngineException fault) {
    String message = String.valueOf(fault.getMessage()).strip();
    return message
        .lines()
        .filter(line -> line.contains(MARK))
        .map(line -> line.substring(line.indexOf(MARK) + MARK.length()).strip())
        .findFirst()
        .orElseGet(() -> message.lines().findFirst().orElse("no reason given"));
  }
}
