/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.djl.trace.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes the files of a comparison, each whole or not at all. */
final class AtomicFile {

  private AtomicFile() {}

  static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** What was there is replaced. */
  static void write(Path file, byte[] content) throws IOException {
    WholeFile.write(file, content, "a file of a comparison");
  }
}
