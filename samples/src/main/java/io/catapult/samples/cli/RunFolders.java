/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.samples.UsageFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Where results are kept unless the user says where. */
final class RunFolders {

  /** In the current folder. */
  static final Path PARENT = Path.of("catapult-runs");

  /** What makes a folder that of a comparison. */
  private static final String DESIGN = "design.json";

  private static final int CELL_DEPTH = 3;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private RunFolders() {}

  /** A new folder for a task, named after it and the time; not made yet. */
  static Path forNow(String task) {
    return PARENT.resolve(task + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME));
  }

  /** Whether a comparison keeps its files there. */
  static boolean isComparison(Path folder) {
    return Files.exists(folder.resolve(DESIGN));
  }

  /**
   * The comparison that was begun last in the current folder.
   *
   * @throws UsageFault if there is none
   */
  static Path lastComparison() {
    if (Files.isDirectory(PARENT)) {
      try (Stream<Path> folders = Files.list(PARENT)) {
        return folders
            .filter(RunFolders::isComparison)
            .max(Comparator.comparing(RunFolders::begun))
            .orElseThrow(RunFolders::none);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw none();
  }

  /**
   * What can be gone on with to end a training that was stopped.
   *
   * @param trace the trace of the training
   * @return the folder of the training, or of the comparison that it is part of; empty for any
   *     other trace
   */
  static Optional<Path> resumable(Path trace) {
    Path folder = trace.toAbsolutePath().getParent();
    if (TrainingFolder.isOne(folder)) {
      return Optional.of(folder);
    }
    // COMPARISON/cells/RUN/trace.jsonl
    return Stream.iterate(folder, Objects::nonNull, Path::getParent)
        .limit(CELL_DEPTH)
        .filter(RunFolders::isComparison)
        .findFirst();
  }

  private static FileTime begun(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve(DESIGN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UsageFault none() {
    return new UsageFault(
        "Expected a comparison in "
            + PARENT.toAbsolutePath()
            + "; found none. Remedy: name its folder by --out, or go to the folder that it was"
            + " begun in.");
  }
}
