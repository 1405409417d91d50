/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.report.TrainingReport;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.comparison.CellRunner;
import io.catapult.tribuo.comparison.ComparisonProgress;
import io.catapult.tribuo.comparison.ComparisonReport;
import io.catapult.tribuo.comparison.ComparisonResult;
import io.catapult.tribuo.comparison.Design;
import io.catapult.tribuo.comparison.OptimizerComparison;
import io.catapult.tribuo.comparison.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tribuo.Output;

/**
 * Runs an experiment: trains what has no result yet, judges, and writes what it found. Trainings
 * are the cells of an {@link OptimizerComparison} in the folder of the experiment: one that has
 * ended is not trained again, one that was interrupted begins again.
 *
 * @param experiment what to run
 * @param size how large
 * @param images where images come from
 * @param seeds one run of each training for each
 * @param folder keeps everything; made where it is missing
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, handed on at once
public record ExperimentRun(
    Experiment experiment, Size size, PaperImages images, long[] seeds, Path folder) {

  /**
   * Runs it.
   *
   * @param runner trains the cells
   * @param progress is told how it goes on
   * @return what it found
   * @throws io.catapult.tribuo.comparison.ComparisonFolderException if the folder has something
   *     else in it, or is in use; nothing was changed then
   * @throws IOException if no training can run, or the folder cannot be written
   * @throws InterruptedException if it was interrupted; run it again to go on
   */
  public ExperimentResult run(CellRunner runner, ComparisonProgress progress)
      throws IOException, InterruptedException {
    Plan plan = experiment.plan(size, images);
    ComparisonResult trained = comparison(plan.setup().design(seeds), runner, progress).run();
    writeRunPages(trained);
    // Once more, since it links the pages of the runs.
    ComparisonReport.of(trained).writeTo(folder);
    ExperimentResult result = judge(plan, trained);
    ExperimentReport.of(result).writeTo(folder);
    return result;
  }

  private <T extends Output<T>> OptimizerComparison<T> comparison(
      Design<T> design, CellRunner runner, ComparisonProgress progress) {
    return OptimizerComparison.<T>builder()
        .setDesign(design)
        .setFolder(folder)
        .optRunner(runner)
        .optResume(true)
        .optProgress(progress)
        .build();
  }

  private void writeRunPages(ComparisonResult trained) throws IOException {
    for (RunResult run : trained.runs()) {
      Path page = ExperimentResult.page(run.cell());
      boolean isNew = !Files.exists(page) && Files.exists(run.cell().traceFile());
      if (isNew && run.outcome() == RunResult.Outcome.FINISHED) {
        TrainingReport.of(TrainingTrace.read(run.cell().traceFile()))
            .titled(experiment.id() + ": " + run.cell().configuration())
            .write(page);
      }
    }
  }

  private ExperimentResult judge(Plan plan, ComparisonResult trained) {
    Evidence evidence = new Evidence(trained.runs().stream().map(RecordedRun::of).toList());
    Map<Check, ExperimentResult.Found> found = new LinkedHashMap<>();
    for (Check check : experiment.checks()) {
      Map<Long, Outcome> bySeed = new LinkedHashMap<>();
      evidence
          .seeds()
          .forEach(seed -> bySeed.put(seed, check.judge(evidence.ofSeed(seed)).outcome()));
      found.put(check, new ExperimentResult.Found(check.judge(evidence), bySeed));
    }
    return new ExperimentResult(
        experiment, size, plan.words(), trained, found, AgopCorner.of(evidence));
  }
}
