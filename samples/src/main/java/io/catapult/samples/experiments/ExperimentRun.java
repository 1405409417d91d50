/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.tribuo.comparison.CellRunner;
import io.catapult.tribuo.comparison.ComparisonProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs an experiment: runs what has no result yet, judges, and writes what it found.
 *
 * @param experiment what to run
 * @param size how large
 * @param images where images come from
 * @param seeds one run of each row for each
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
   * @throws IOException if nothing can run, or the folder cannot be written
   * @throws InterruptedException if it was interrupted; run it again to go on
   */
  public ExperimentResult run(CellRunner runner, ComparisonProgress progress)
      throws IOException, InterruptedException {
    Plan plan = experiment.plan(size, images);
    ExperimentResult result = judge(plan, plan.work().perform(this, runner, progress));
    ExperimentReport.of(result).writeTo(folder);
    return result;
  }

  private ExperimentResult judge(Plan plan, Performed performed) {
    Evidence evidence = performed.evidence();
    Map<Check, ExperimentResult.Found> found = new LinkedHashMap<>();
    for (Check check : experiment.checks(size)) {
      Map<Long, Outcome> bySeed = new LinkedHashMap<>();
      evidence
          .seeds()
          .forEach(seed -> bySeed.put(seed, check.judge(evidence.ofSeed(seed)).outcome()));
      found.put(check, new ExperimentResult.Found(check.judge(evidence), bySeed));
    }
    return new ExperimentResult(
        experiment, size, plan.words(), performed, found, AgopCorner.of(evidence));
  }
}
