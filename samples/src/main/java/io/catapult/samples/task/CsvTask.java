/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.samples.data.CsvTable;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tribuo.Output;

/**
 * What is learned from a table of the user's: one column is the target, all others are features.
 * Rows are dealt out by the seed: 60 % for training, 20 % for validation, 20 % for testing.
 * Features are shifted and scaled so that the training rows have mean 0 and standard deviation 1,
 * so that rates are comparable between tables.
 *
 * @param <T> the type of output
 */
abstract class CsvTask<T extends Output<T>> implements ComparisonTask<T> {

  @Config(mandatory = true, description = "The file.")
  private String file;

  @Config(mandatory = true, description = "The column to predict.")
  private String target;

  /** For OLCUT. */
  CsvTask() {}

  CsvTask(Path file, String target) {
    this.file = file.toAbsolutePath().toString();
    this.target = target;
  }

  @Override
  public final TaskData<T> load(long seed) throws IOException {
    CsvTable table = CsvTable.read(Path.of(file), CsvTable.Header.PRESENT, textColumns(target));
    float[][] x = table.numbersWithout(Set.of(target));
    Split split = CsvRows.split(table, seed);
    DenseDataset<T> all =
        dataset(Standardization.of(x, split.training()).apply(x), table, target, split);
    return new TaskData<>(
        all.subset(split.training()),
        Optional.of(all.subset(split.validation())),
        all.subset(split.test()),
        Optional.empty());
  }

  /** The columns that are no numbers. */
  abstract Set<String> textColumns(String target);

  /**
   * All rows.
   *
   * @param x the features, scaled
   * @param split the rows that scales are taken from
   */
  abstract DenseDataset<T> dataset(float[][] x, CsvTable table, String target, Split split)
      throws IOException;

  @Override
  public final ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "ComparisonTask");
  }
}
