/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.report.TrainingReport;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.samples.task.ComparisonSetup;
import io.catapult.tribuo.comparison.Cell;
import io.catapult.tribuo.comparison.CellRunner;
import io.catapult.tribuo.comparison.ComparisonProgress;
import io.catapult.tribuo.comparison.ComparisonReport;
import io.catapult.tribuo.comparison.ComparisonResult;
import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.comparison.Design;
import io.catapult.tribuo.comparison.DesignSummary;
import io.catapult.tribuo.comparison.OptimizerComparison;
import io.catapult.tribuo.comparison.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Output;

/**
 * Trainings on one task. They are the cells of an {@link OptimizerComparison} in the folder of the
 * experiment: one that has ended is not trained again, one that was interrupted begins again.
 *
 * @param setup the task, and the trainings on it: network, optimizer, schedule, batch size, probes
 *     and updates
 */
public record Trainings(ComparisonSetup<?> setup) implements Work {

  @Override
  public List<String> rows() {
    return setup.rows().stream().map(Configuration::label).toList();
  }

  @Override
  public Performed perform(ExperimentRun run, CellRunner runner, ComparisonProgress progress)
      throws IOException, InterruptedException {
    ComparisonResult trained =
        comparison(setup.design(run.seeds()), run.folder(), runner, progress).run();
    writePages(trained, run.experiment().id());
    // Once more, since it links the pages of the runs.
    ComparisonReport.of(trained).writeTo(run.folder());
    return new Performed(
        new Evidence(trained.runs().stream().map(RecordedRun::of).toList()),
        trained.runs().stream().map(one -> line(one, trained.design())).toList(),
        List.of());
  }

  private static <T extends Output<T>> OptimizerComparison<T> comparison(
      Design<T> design, Path folder, CellRunner runner, ComparisonProgress progress) {
    return OptimizerComparison.<T>builder()
        .setDesign(design)
        .setFolder(folder)
        .optRunner(runner)
        .optResume(true)
        .optProgress(progress)
        .build();
  }

  private static void writePages(ComparisonResult trained, String experiment) throws IOException {
    for (RunResult run : trained.runs()) {
      Path page = page(run.cell());
      boolean isNew = !Files.exists(page) && Files.exists(run.cell().traceFile());
      if (isNew && run.outcome() == RunResult.Outcome.FINISHED) {
        TrainingReport.of(TrainingTrace.read(run.cell().traceFile()))
            .titled(experiment + ": " + run.cell().configuration())
            .write(page);
      }
    }
  }

  private static Path page(Cell cell) {
    return cell.folder().resolve("report.html");
  }

  private static Performed.Line line(RunResult run, DesignSummary design) {
    Cell cell = run.cell();
    DesignSummary.Row row =
        design.configurations().stream()
            .filter(one -> one.label().equals(cell.configuration()))
            .findFirst()
            .orElseThrow();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("batchSize", row.batchSize());
    settings.put("schedule", row.schedule());
    Map<String, String> files = new LinkedHashMap<>();
    putIfThere(files, "report", cell, page(cell));
    putIfThere(files, "trace", cell, cell.traceFile());
    String outcome = run.hasDiverged() ? "diverged" : run.outcome().id();
    return new Performed.Line(row.label(), cell.seed(), settings, outcome, run.failure(), files);
  }

  private static void putIfThere(Map<String, String> files, String kind, Cell cell, Path file) {
    if (Files.exists(file)) {
      files.put(kind, "cells/" + cell.id() + "/" + file.getFileName());
    }
  }
}
