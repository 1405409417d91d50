/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

/**
 * Is told how a comparison goes on. The methods are called one at a time, from any thread, in the
 * process that compares; they should be quick.
 */
public interface ComparisonProgress {

  /** Tells nobody. */
  static ComparisonProgress none() {
    return new ComparisonProgress() {};
  }

  /**
   * The comparison begins.
   *
   * @param cells the number of all cells
   * @param finished the number of those that were finished before
   */
  default void begun(int cells, int finished) {}

  /**
   * A cell begins to train.
   *
   * @param cell the cell
   * @param attempt 1, or 2 after a crash of its worker
   */
  default void started(Cell cell, int attempt) {}

  /**
   * A cell goes on.
   *
   * @param cell the cell
   * @param step the number of updates
   * @param fraction the share of the longest possible training done, in [0, 1]
   * @param trainLoss the training loss; NaN if not known
   */
  default void at(Cell cell, long step, double fraction, double trainLoss) {}

  /**
   * The worker of a cell crashed; the cell is tried again.
   *
   * @param cell the cell
   * @param reason what happened to the worker
   */
  default void retried(Cell cell, String reason) {}

  /** A cell has its result. */
  default void ended(Cell cell) {}

  /**
   * A cell failed; the comparison goes on.
   *
   * @param cell the cell
   * @param reason why
   */
  default void failed(Cell cell, String reason) {}
}
