/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.trainer.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the cells of a comparison, in whatever process it is called. */
public final class CellWorker {

  private static final Logger LOG = LoggerFactory.getLogger(CellWorker.class);
  private static final int LONGEST_CHAIN = 5;

  private CellWorker() {}

  /**
   * Trains and evaluates the cell of a folder, as its configuration file says, and writes its
   * result: the metrics or, if anything throws an exception, a failure with the exception's words.
   * An {@link Error}, such as too little memory, is not caught: the process may be unfit to go on.
   *
   * <p>The engine allows one training at a time in a process.
   *
   * @param folder the folder of the cell
   * @param progress is told how the training goes on
   * @throws IOException if the result cannot be written
   */
  public static void runCell(Path folder, TrainingProgress progress) throws IOException {
    result(folder, progress).write(Cell.resultFile(folder));
  }

  private static CellResult result(Path folder, TrainingProgress progress) {
    try {
      return CellTraining.run(folder, progress);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The run of {} failed.", folder, e);
      return new CellResult(Optional.of(words(e)), Map.of(), Map.of());
    }
  }

  /** What an exception and its causes say. */
  private static String words(Throwable fault) {
    StringBuilder words = new StringBuilder(word(fault));
    Throwable cause = fault.getCause();
    for (int i = 0; i < LONGEST_CHAIN && cause != null; i++, cause = cause.getCause()) {
      words.append(" Cause: ").append(word(cause));
    }
    return words.toString();
  }

  private static String word(Throwable fault) {
    String name = fault.getClass().getSimpleName();
    return fault.getMessage() == null ? name : name + ": " + fault.getMessage();
  }
}
