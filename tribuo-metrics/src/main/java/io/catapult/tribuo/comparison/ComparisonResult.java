/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison tells.
 *
 * @param design what was asked
 * @param runs the runs, by configuration, then by seed
 * @param configurations the configurations in the order of the design
 * @param correlations how catapults, alignment and test loss go together
 */
public record ComparisonResult(
    DesignSummary design,
    List<RunResult> runs,
    List<ConfigurationResult> configurations,
    List<Correlation> correlations) {

  /** Copies the lists. */
  public ComparisonResult {
    runs = List.copyOf(runs);
    configurations = List.copyOf(configurations);
    correlations = List.copyOf(correlations);
  }

  /** Gathers runs. */
  static ComparisonResult of(DesignSummary design, List<RunResult> runs) {
    List<ConfigurationResult> configurations = Aggregation.of(design, runs);
    return new ComparisonResult(
        design, runs, configurations, Correlations.of(design, runs, configurations));
  }

  /**
   * Reads what is in the folder of a comparison, finished or not; it may be running.
   *
   * @param folder the folder
   * @throws ComparisonFolderException if it is not the folder of a comparison
   * @throws IOException if it cannot be read
   */
  public static ComparisonResult read(Path folder) throws IOException {
    if (!Files.exists(DesignFile.in(folder))) {
      throw new ComparisonFolderException(
          "the folder of a comparison",
          folder + " without design.json",
          "choose the folder that a comparison was told to keep its files in");
    }
    DesignSummary design = DesignFile.summary(DesignFile.read(folder));
    List<RunResult> runs = new ArrayList<>();
    for (Cell cell : design.cells(folder)) {
      runs.add(RunResult.of(cell, cell.result()));
    }
    return of(design, runs);
  }
}
