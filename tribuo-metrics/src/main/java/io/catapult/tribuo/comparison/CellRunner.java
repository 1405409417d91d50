/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.io.IOException;
import java.util.List;

/**
 * Where cells run: on this machine by {@link LocalWorkers}, or anywhere that can start {@link
 * CellWorker#runCell} on the folders of the cells.
 *
 * <p>When {@link #run} returns, each cell has a result in its folder: the one that {@link
 * CellWorker#runCell} wrote, or the failure that {@link Cell#fail} wrote.
 */
@FunctionalInterface
public interface CellRunner {

  /**
   * Runs cells, in any order.
   *
   * @param cells the cells that have no result yet
   * @param progress to be told from one thread at a time
   * @throws IOException if no cell can run, or a folder cannot be written
   * @throws InterruptedException if it was interrupted; cells that have not ended have no result
   */
  void run(List<Cell> cells, ComparisonProgress progress) throws IOException, InterruptedException;
}
