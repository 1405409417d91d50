/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.comparison.Cell;
import io.catapult.tribuo.comparison.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/**
 * One run of an experiment as checks see it.
 *
 * @param row the label of its configuration
 * @param seed its seed
 * @param metrics what its evaluation told, by the id of the metric, or what was computed, by the
 *     name of the statistic; empty if it failed
 * @param trace its trace; empty if there is none
 */
public record RecordedRun(
    String row, long seed, Map<String, Double> metrics, Optional<TrainingTrace> trace) {

  /** Copies the metrics. */
  public RecordedRun {
    metrics = Map.copyOf(metrics);
  }

  /** Reads a run from its folder. */
  static RecordedRun of(RunResult run) {
    Cell cell = run.cell();
    boolean isFinished = run.outcome() == RunResult.Outcome.FINISHED;
    return new RecordedRun(
        cell.configuration(),
        cell.seed(),
        run.metrics(),
        isFinished && Files.exists(cell.traceFile()) ? Optional.of(read(cell)) : Optional.empty());
  }

  private static TrainingTrace read(Cell cell) {
    try {
      return TrainingTrace.read(cell.traceFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a person finds it. */
  String name() {
    return row + ", seed " + seed;
  }
}
