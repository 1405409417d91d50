/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.FormatVersion;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.ModelDescription;
import io.catapult.djl.trace.ProbeDescription;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceFile;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TrainingDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The folder of a comparison that never ran: configurations of one seed each, or more. */
final class ComparisonPlace {

  private final Path folder;
  private final ObjectNode root = Json.begin("djl-catapult-comparison");
  private final ObjectNode design = root.putObject("design");

  ComparisonPlace(Path folder, long... seeds) {
    this.folder = folder;
    design.put("primaryMetric", ResultFixture.LOSS).put("catapults", ResultFixture.CATAPULTS);
    for (long seed : seeds) {
      design.withArray("seeds").add(seed);
    }
  }

  /** Adds a configuration; the settings are those of its optimizer. */
  ComparisonPlace add(String label, int batchSize, Map<String, String> optimizer) {
    ObjectNode row = design.withArray("configurations").addObject();
    row.put("label", label).put("batchSize", batchSize).put("rate", "1");
    ObjectNode components = row.putObject("components");
    components.putObject("cell").put("seed", "0");
    components.putObject("cell-task").put("class", "Task");
    ObjectNode trainer = components.putObject("cell-trainer");
    trainer.put("batchSize", Integer.toString(batchSize)).put("seed", "0");
    trainer.put("optimizer", "cell-trainer-optimizer");
    ObjectNode settings = components.putObject("cell-trainer-optimizer");
    optimizer.forEach(settings::put);
    return this;
  }

  /** Writes the design and makes the folders of the cells. */
  List<Cell> write() throws IOException {
    Files.writeString(DesignFile.in(folder), Json.text(root));
    List<Cell> cells = DesignFile.summary(root).cells(folder);
    for (Cell cell : cells) {
      Files.createDirectories(cell.folder());
    }
    return cells;
  }

  /** Ends a cell. */
  static void finish(Cell cell, Map<String, Double> metrics) throws IOException {
    Map<String, Object> provenance =
        Map.of("class-name", "Trainer", "host-short-name", "T", "seed", cell.seed());
    new CellResult(Optional.empty(), metrics, Map.of("provenance", provenance))
        .write(cell.resultFile());
  }

  /** Writes a trace with losses by step, and a catapult if its peak is no negative step. */
  static void trace(Path file, double[] losses, long peak) throws IOException {
    try (TraceFile trace = TraceFile.open(file, header())) {
      for (int step = 0; step < losses.length; step++) {
        trace.append(Measurement.at(step, 0).put(Quantity.PROBE_LOSS, losses[step]).build());
      }
      if (peak >= 0) {
        Map<String, Object> evidence =
            Map.of("verdict", "CATAPULT", "onset", peak - 1, "peak", peak, "end", peak + 1);
        trace.append(new TraceEvent(peak + 1, TraceEvent.Kind.SPIKE, "Catapult.", evidence));
      }
    }
  }

  private static TraceHeader header() {
    return new TraceHeader(
        FormatVersion.CURRENT,
        Instant.parse("2026-01-02T03:04:05Z"),
        new RunEnvironment(Map.of("djl", "0.35.1"), "cpu()", 1, OptionalLong.of(7)),
        new TrainingDescription(
            new ModelDescription("net", "", List.of()),
            Component.of("Sgd"),
            Component.of("FixedTracker"),
            Component.of("SquaredErrorLoss")),
        new ProbeDescription(4, List.of(), "float32", "0123456789abcdef".repeat(4), ""),
        Map.of());
  }
}
