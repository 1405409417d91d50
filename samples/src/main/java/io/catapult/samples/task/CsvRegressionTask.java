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
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluator;

/**
 * Regression on a table of the user's: one column is the target, all others are features. Rows are
 * dealt out by the seed: 60 % for training, 20 % for validation, 20 % for testing. Every column,
 * the target too, is shifted and scaled so that the training rows have mean 0 and standard
 * deviation 1, so that losses are in units of the target's variance and rates are comparable
 * between tables.
 */
public final class CsvRegressionTask implements ComparisonTask<Regressor> {

  @Config(mandatory = true, description = "The file.")
  private String file;

  @Config(mandatory = true, description = "The column to predict.")
  private String target;

  private CsvRegressionTask() {}

  CsvRegressionTask(Path file, String target) {
    this.file = file.toAbsolutePath().toString();
    this.target = target;
  }

  @Override
  public TaskData<Regressor> load(long seed) throws IOException {
    CsvTable table = CsvTable.read(Path.of(file), CsvTable.Header.PRESENT);
    float[] targets = table.numbers(target);
    float[][] y = new float[targets.length][1];
    for (int i = 0; i < y.length; i++) {
      y[i][0] = targets[i];
    }
    float[][] x = table.numbersWithout(Set.of(target));
    Split split = CsvRows.split(table, seed);
    DenseDataset<Regressor> all =
        DenseDataset.regression(
            Standardization.of(x, split.training()).apply(x),
            Standardization.of(y, split.training()).apply(y));
    return new TaskData<>(
        all.subset(split.training()),
        Optional.of(all.subset(split.validation())),
        all.subset(split.test()),
        Optional.empty());
  }

  @Override
  public Evaluator<Regressor, ? extends Evaluation<Regressor>> evaluator() {
    return new RegressionEvaluator();
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "ComparisonTask");
  }
}
