/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is known of a design without its classes: what its folder tells to whoever reads it.
 *
 * @param primaryMetric the metric that configurations are ranked by, the lowest first
 * @param catapults the metric that tables call catapults
 * @param seeds the seeds
 * @param configurations what is compared
 */
public record DesignSummary(
    DynamicsMetrics primaryMetric,
    DynamicsMetrics catapults,
    List<Long> seeds,
    List<Row> configurations) {

  private static final Pattern NOT_FOR_FILES = Pattern.compile("[^a-z0-9]+");
  private static final int LONGEST_NAME = 40;

  /** Copies the lists. */
  public DesignSummary {
    seeds = List.copyOf(seeds);
    configurations = List.copyOf(configurations);
  }

  /**
   * A configuration.
   *
   * @param label its name
   * @param batchSize the batch size; 0 for the full batch
   * @param schedule its learning-rate schedule, in words
   */
  public record Row(String label, int batchSize, String schedule) {

    static Row of(String label, CellConfiguration configuration) {
      return new Row(label, configuration.batchSize(), configuration.schedule());
    }
  }

  /** The cells in the order of the tables: by configuration, then by seed. */
  List<Cell> cells(Path folder) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < configurations.size(); i++) {
      String label = configurations.get(i).label();
      for (long seed : seeds) {
        String id = "%02d-%s-seed-%d".formatted(i + 1, fileName(label), seed);
        cells.add(new Cell(id, label, seed, folder.resolve("cells").resolve(id)));
      }
    }
    return cells;
  }

  /** The configuration of a cell. */
  Row row(Cell cell) {
    return configurations.stream()
        .filter(row -> row.label().equals(cell.configuration()))
        .findFirst()
        .orElseThrow();
  }

  /** What of a label every file system takes; the number before it makes it unique. */
  private static String fileName(String label) {
    String name = NOT_FOR_FILES.matcher(label.toLowerCase(Locale.ROOT)).replaceAll("-");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
