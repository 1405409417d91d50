/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a comparison, and its folder.
 *
 * @param id the name of its folder, unique in the comparison
 * @param configuration the label of its configuration
 * @param seed its seed
 * @param folder where its files are
 */
public record Cell(String id, String configuration, long seed, Path folder) {

  /** Checks the values. */
  public Cell {
    Checks.text(id, "the id of a cell");
    Checks.text(configuration, "the label of a configuration");
    Checks.present(folder, "a folder");
  }

  /** The OLCUT configuration, from which task and trainer are made. */
  public Path configurationFile() {
    return configurationFile(folder);
  }

  /** The trace of the training. */
  public Path traceFile() {
    return traceFile(folder);
  }

  /** The result; it is there, whole, when the cell has ended. */
  public Path resultFile() {
    return resultFile(folder);
  }

  static Path configurationFile(Path folder) {
    return folder.resolve("cell.xml");
  }

  static Path traceFile(Path folder) {
    return folder.resolve("trace.jsonl");
  }

  static Path resultFile(Path folder) {
    return folder.resolve("result.json");
  }

  /**
   * Records that the cell failed, for a {@link CellRunner} that could not run it.
   *
   * @param reason why, for a person
   * @throws IOException if the result cannot be written
   */
  public void fail(String reason) throws IOException {
    new CellResult(Optional.of(reason), Map.of(), Map.of()).write(resultFile());
  }

  /** The result; empty while there is none. */
  Optional<CellResult> result() throws IOException {
    return Files.exists(resultFile())
        ? Optional.of(CellResult.read(resultFile()))
        : Optional.empty();
  }

  /** Whether there is a result that is no failure. */
  boolean isFinished() throws IOException {
    return result().filter(result -> result.failure().isEmpty()).isPresent();
  }
}
