/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.chart.Chart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the runs of an experiment recorded.
 *
 * @param evidence what checks see
 * @param runs a line for each run, in the same order
 * @param charts what was computed for the first seed; of trainings none, since they have pages
 */
public record Performed(Evidence evidence, List<Line> runs, List<Chart> charts) {

  /** Copies the lists. */
  public Performed {
    runs = List.copyOf(runs);
    charts = List.copyOf(charts);
  }

  /**
   * A run, for a table.
   *
   * @param row its label
   * @param seed its seed
   * @param settings what it was run with, by name, in their order
   * @param outcome how it ended
   * @param failure why it failed; empty if it did not
   * @param files what it left, by kind, as paths in the folder of the experiment
   */
  public record Line(
      String row,
      long seed,
      Map<String, Object> settings,
      String outcome,
      Optional<String> failure,
      Map<String, String> files) {

    /** Copies the maps, in their order. */
    public Line {
      settings = new LinkedHashMap<>(settings);
      files = new LinkedHashMap<>(files);
    }
  }
}
