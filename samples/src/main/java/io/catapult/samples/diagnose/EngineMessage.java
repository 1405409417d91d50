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

  /** The reason that the engine's own exception gives, or else the first line. */
  static String firstReason(EngineException fault) {
    String message = String.valueOf(fault.getMessage()).strip();
    return message
        .lines()
        .filter(line -> line.contains(MARK))
        .map(line -> line.substring(line.indexOf(MARK) + MARK.length()).strip())
        .findFirst()
        .orElseGet(() -> message.lines().findFirst().orElse("no reason given"));
  }
}
