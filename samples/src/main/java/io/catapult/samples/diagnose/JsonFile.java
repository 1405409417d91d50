/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.catapult.djl.trace.WholeFile;
import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Findings as JSON. A file appears as a whole or not at all. */
final class JsonFile {

  private static final ObjectWriter WRITER =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private JsonFile() {}

  static String text(Findings findings) throws IOException {
    return WRITER.writeValueAsString(findings.asMap());
  }

  /**
   * Checks, before anything is measured, that a file can be written.
   *
   * @param option that names it
   * @throws UsageFault if it cannot
   */
  static void requireWritable(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
      throw new UsageFault(
          option
              + ": expected a file in a folder that can be written to, found "
              + file
              + "; choose another");
    }
  }

  static void write(Path file, Findings findings) throws IOException {
    byte[] json = (text(findings) + "\n").getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, json, "the findings");
  }
}
