/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.chart.Chart;
import io.catapult.tribuo.comparison.Cell;
import io.catapult.tribuo.comparison.CellRunner;
import io.catapult.tribuo.comparison.ComparisonProgress;
import io.catapult.tribuo.comparison.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Numbers and charts that are computed in this process, one row and seed after the other: a
 * simulation, or a training of its own with what is measured of it. Nothing but the result is kept,
 * so that what was interrupted, or is run again, is computed again.
 *
 * @param procedures what is computed, in its order
 */
public record Computation(List<Row> procedures) implements Work {

  /** Copies the rows. */
  public Computation {
    procedures = List.copyOf(procedures);
  }

  /** A computation of rows. */
  public static Computation of(Row... rows) {
    return new Computation(List.of(rows));
  }

  /** A computation of one row. */
  public static Computation of(String label, Procedure procedure) {
    return of(new Row(label, procedure));
  }

  /** How a row is computed. */
  @FunctionalInterface
  public interface Procedure {

    /**
     * Computes.
     *
     * @param seed the same seed must give the same numbers
     * @throws Exception if it cannot; the claims are not judged then
     */
    Computed compute(long seed) throws Exception;
  }

  /**
   * A row.
   *
   * @param label its name, for checks and tables
   * @param procedure how it is computed
   */
  public record Row(String label, Procedure procedure) {}

  @Override
  public List<String> rows() {
    return procedures.stream().map(Row::label).toList();
  }

  @Override
  public Performed perform(ExperimentRun run, CellRunner runner, ComparisonProgress progress)
      throws IOException, InterruptedException {
    Files.createDirectories(run.folder());
    progress.begun(procedures.size() * run.seeds().length, 0);
    List<RecordedRun> recorded = new ArrayList<>();
    List<Performed.Line> lines = new ArrayList<>();
    List<Chart> charts = new ArrayList<>();
    for (Row row : procedures) {
      for (long seed : run.seeds()) {
        Attempt attempt = attempt(row, seed, run, progress);
        recorded.add(
            new RecordedRun(row.label(), seed, attempt.computed().numbers(), Optional.empty()));
        lines.add(attempt.line(row, seed));
        if (seed == run.seeds()[0]) {
          charts.addAll(attempt.computed().charts());
        }
      }
    }
    return new Performed(new Evidence(recorded), lines, Chart.joined(charts));
  }

  private static Attempt attempt(Row row, long seed, ExperimentRun run, ComparisonProgress progress)
      throws InterruptedException {
    Cell cell = new Cell(row.label() + "-" + seed, row.label(), seed, run.folder());
    progress.started(cell, 1);
    try {
      Computed computed = row.procedure().compute(seed);
      progress.ended(cell);
      return new Attempt(computed, Optional.empty());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      progress.failed(cell, e.toString());
      return new Attempt(Computed.builder().build(), Optional.of(e.toString()));
    }
  }

  private record Attempt(Computed computed, Optional<String> failure) {

    Performed.Line line(Row row, long seed) {
      RunResult.Outcome outcome =
          failure.isPresent() ? RunResult.Outcome.FAILED : RunResult.Outcome.FINISHED;
      return new Performed.Line(row.label(), seed, Map.of(), outcome.id(), failure, Map.of());
    }
  }
}
