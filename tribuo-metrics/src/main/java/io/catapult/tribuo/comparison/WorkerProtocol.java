/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Optional;

/**
 * What a worker process says on its standard output, a line each; it is told folders of cells on
 * its standard input, a line each. Other lines, which a library may print, are left out.
 */
final class WorkerProtocol {

  /** The engine is loaded; the first cell may come. */
  static final String READY = "READY";

  /** The cell has its result; the next may come. */
  static final String ENDED = "ENDED";

  private static final String MARK = "@catapult ";
  private static final String AT = "AT ";
  private static final int FIELDS = 3;

  private WorkerProtocol() {}

  /** How far a training is. */
  record At(long step, double fraction, double trainLoss) {}

  static String line(String message) {
    return MARK + message;
  }

  static String line(At at) {
    return MARK + AT + at.step() + " " + at.fraction() + " " + at.trainLoss();
  }

  static boolean is(String message, String line) {
    return line.equals(MARK + message);
  }

  /** How far the training is, if a line says it. */
  static Optional<At> at(String line) {
    if (!line.startsWith(MARK + AT)) {
      return Optional.empty();
    }
    String[] fields = line.substring((MARK + AT).length()).split(" ", -1);
    try {
      return fields.length == FIELDS
          ? Optional.of(
              new At(
                  Long.parseLong(fields[0]),
                  Double.parseDouble(fields[1]),
                  Double.parseDouble(fields[2])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      // Native code that prints between may tear a line.
      return Optional.empty();
    }
  }
}
