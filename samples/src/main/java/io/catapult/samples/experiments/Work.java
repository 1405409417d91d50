/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.tribuo.comparison.CellRunner;
import io.catapult.tribuo.comparison.ComparisonProgress;
import java.io.IOException;
import java.util.List;

/** What an experiment runs: a number of rows, each with every seed. */
public sealed interface Work permits Trainings, Computation {

  /** The labels of the rows, in their order. */
  List<String> rows();

  /**
   * Runs what has no result yet, in the folder of the experiment.
   *
   * @param run the experiment, its seeds and its folder
   * @param runner trains the cells of trainings
   * @param progress is told how it goes on
   * @return what all runs recorded
   * @throws io.catapult.tribuo.comparison.ComparisonFolderException if the folder has something
   *     else in it, or is in use; nothing was changed then
   * @throws IOException if nothing can run, or the folder cannot be written
   * @throws InterruptedException if it was interrupted; run it again to go on
   */
  Performed perform(ExperimentRun run, CellRunner runner, ComparisonProgress progress)
      throws IOException, InterruptedException;
}
