/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.List;

/**
 * What the runs of an experiment recorded.
 *
 * @param runs the runs, by row, then by seed
 */
public record Evidence(List<RecordedRun> runs) {

  /** Copies the runs. */
  public Evidence {
    runs = List.copyOf(runs);
  }

  /** The runs of a row. */
  public List<RecordedRun> of(String row) {
    return runs.stream().filter(run -> run.row().equals(row)).toList();
  }

  /** The runs of one seed alone. */
  public Evidence ofSeed(long seed) {
    return new Evidence(runs.stream().filter(run -> run.seed() == seed).toList());
  }

  /** The seeds. */
  public List<Long> seeds() {
    return runs.stream().map(RecordedRun::seed).distinct().toList();
  }
}
