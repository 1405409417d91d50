/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.data.CsvTable;
import java.io.IOException;

/** Deals the rows of a table out. */
final class CsvRows {

  private static final int FEWEST = 10;
  private static final double TRAINING = 0.6;
  private static final double VALIDATION = 0.2;

  private CsvRows() {}

  static Split split(CsvTable table, long seed) throws IOException {
    int rows = table.size();
    if (rows < FEWEST) {
      throw new IOException(
          table.source()
              + ": expected at least "
              + FEWEST
              + " rows to train, validate and test on, found "
              + rows
              + "; give more data");
    }
    return Split.of(rows, (int) (TRAINING * rows), (int) (VALIDATION * rows), seed);
  }
}
