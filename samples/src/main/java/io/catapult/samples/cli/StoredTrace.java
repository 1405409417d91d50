/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.trace.TrainingTrace;
import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trace as its file tells it. */
final class StoredTrace {

  private StoredTrace() {}

  /**
   * Reads a trace file.
   *
   * @throws UsageFault if there is none, or it cannot be read
   */
  static TrainingTrace read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UsageFault(
          "Expected a trace file, or the folder of a training or a comparison; found "
              + (Files.exists(file) ? "another folder, " : "nothing at ")
              + file
              + ". Remedy: give a path that train, compare or a listener wrote to.");
    }
    try {
      return TrainingTrace.read(file);
    } catch (IOException e) {
      throw new UsageFault(e.getMessage(), e);
    }
  }
}
