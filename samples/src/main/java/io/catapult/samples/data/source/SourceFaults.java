/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with files, in one form of words. */
final class SourceFaults {

  private static final int NAMES_SHOWN = 5;

  private SourceFaults() {}

  /** A file that is not as it should be. */
  static IOException malformed(Object file, String expected, Object found, String remedy) {
    return new IOException(
        file + ": expected " + expected + ", found " + found + "; " + remedy(remedy));
  }

  /** The same, found by another fault. */
  static IOException malformed(Object file, String expected, Exception cause, String remedy) {
    Object found =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    IOException fault = malformed(file, expected, found, remedy);
    fault.initCause(cause);
    return fault;
  }

  /** A file that is not there; says what is. */
  static IOException missing(Path folder, String expected, String remedy) throws IOException {
    return new IOException(
        "expected "
            + expected
            + " in "
            + folder
            + ", found "
            + content(folder)
            + "; "
            + remedy(remedy));
  }

  private static String remedy(String published) {
    return "take " + published + " as published (nothing is downloaded)";
  }

  private static String content(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder) ? "no folder but a file" : "no such folder";
    }
    List<String> names;
    try (Stream<Path> files = Files.list(folder)) {
      names = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    if (names.isEmpty()) {
      return "nothing";
    }
    String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    return names.size() > NAMES_SHOWN
        ? shown + " and " + (names.size() - NAMES_SHOWN) + " more"
        : shown;
  }
}
