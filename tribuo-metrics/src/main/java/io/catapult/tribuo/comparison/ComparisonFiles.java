/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The files of a comparison as a page wants them: what is not there, or cannot be read, is absent.
 */
final class ComparisonFiles {

  private final Path folder;
  private final Map<String, JsonNode> components = new HashMap<>();

  private ComparisonFiles(Path folder) {
    this.folder = folder;
  }

  /** The files around the cells of a result; its folder is the one that has their folder. */
  static ComparisonFiles of(ComparisonResult result) {
    Path cells =
        result.runs().stream()
            .map(run -> run.cell().folder().toAbsolutePath().normalize().getParent())
            .findFirst()
            .orElse(Path.of("").toAbsolutePath());
    ComparisonFiles files =
        new ComparisonFiles(cells.getParent() == null ? cells : cells.getParent());
    files.readDesign();
    return files;
  }

  private void readDesign() {
    if (Files.exists(DesignFile.in(folder))) {
      try {
        DesignFile.read(folder)
            .path("design")
            .path("configurations")
            .forEach(row -> components.put(row.path("label").asText(), row.path("components")));
      } catch (IOException e) {
        // A page without settings says more than none.
        components.clear();
      }
    }
  }

  /** Every setting of task and trainer of a configuration. */
  JsonNode components(String label) {
    return components.getOrDefault(label, MissingNode.getInstance());
  }

  /** The provenance of a run's trainer. */
  JsonNode provenance(Cell cell) {
    try {
      return Json.MAPPER.readTree(Files.readString(cell.resultFile())).path("provenance");
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * Reads a trace.
   *
   * @throws IOException if it is not there or cannot be read
   */
  TrainingTrace trace(Cell cell) throws IOException {
    return TrainingTrace.read(cell.traceFile());
  }

  /** Where the report page of a run is, if someone had it written. */
  Path report(Cell cell) {
    return cell.folder().resolve("report.html");
  }

  /** The way to a file from the folder of the comparison, with slashes. */
  String relative(Path file) {
    return folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }
}
