/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds to the runs of a page what is in their folders: curves, settings and names of files. */
final class PageRuns {

  private static final int POINTS_OF_ALL = 40_000;
  private static final int FEWEST_POINTS = 200;
  private static final int MOST_POINTS = 2_000;

  private final ComparisonResult result;
  private final ComparisonFiles files;
  private final int pointsOfOne;

  PageRuns(ComparisonResult result, ComparisonFiles files) {
    this.result = result;
    this.files = files;
    int share = POINTS_OF_ALL / Math.max(1, result.runs().size());
    this.pointsOfOne = Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, share));
  }

  /**
   * Adds to each run.
   *
   * @param runs the objects of the runs
   * @param shared takes the settings that all have
   * @return how many runs have a curve
   */
  int put(List<ObjectNode> runs, ObjectNode shared) {
    List<RunSettings> settings = new ArrayList<>();
    int curves = 0;
    for (int i = 0; i < runs.size(); i++) {
      RunResult run = result.runs().get(i);
      Optional<TrainingTrace> trace = putTrace(runs.get(i), run);
      curves += trace.isPresent() ? 1 : 0;
      putFiles(runs.get(i), run.cell());
      settings.add(
          new RunSettings(
              run,
              files.components(run.cell().configuration()),
              files.provenance(run.cell()),
              trace));
    }
    RunSettings.write(settings, shared, runs);
    return curves;
  }

  private Optional<TrainingTrace> putTrace(ObjectNode node, RunResult run) {
    node.put("diverged", run.hasDiverged());
    if (!Files.exists(run.cell().traceFile())) {
      node.put("missing", "there is no trace of this run");
      return Optional.empty();
    }
    try {
      TrainingTrace trace = files.trace(run.cell());
      new RunCurve(trace, pointsOfOne).put(node.putObject("curve"));
      return Optional.of(trace);
    } catch (IOException e) {
      node.put("missing", "its trace cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void putFiles(ObjectNode node, Cell cell) {
    for (Path file : List.of(cell.traceFile(), files.report(cell))) {
      if (Files.exists(file)) {
        node.put(file.equals(cell.traceFile()) ? "trace" : "report", files.relative(file));
      }
    }
  }
}
