/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.task.ComparisonSetup;
import java.util.stream.LongStream;

/**
 * What an experiment runs at one size.
 *
 * @param work trainings or a computation
 * @param seeds the number of runs of each row, with the seeds 1, 2, .. unless others are asked for
 * @param words in what it differs from the paper; "as in the paper" if in nothing
 */
public record Plan(Work work, int seeds, String words) {

  /** A plan of trainings. */
  public Plan(ComparisonSetup<?> setup, int seeds, String words) {
    this(new Trainings(setup), seeds, words);
  }

  /** The seeds where none are asked for. */
  public long[] defaultSeeds() {
    return LongStream.rangeClosed(1, seeds).toArray();
  }
}
