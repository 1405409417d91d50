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
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;

/**
 * Classification on a table of the user's: one column has the classes, as text, all others are
 * features. Rows are dealt out and features standardised as in {@link CsvRegressionTask}.
 */
public final class CsvClassificationTask implements ComparisonTask<Label> {

  @Config(mandatory = true, description = "The file.")
  private String file;

  @Config(mandatory = true, description = "The column with the classes.")
  private String target;

  private CsvClassificationTask() {}

  CsvClassificationTask(Path file, String target) {
    this.file = file.toAbsolutePath().toString();
    this.target = target;
  }

  @Override
  public TaskData<Label> load(long seed) throws IOException {
    CsvTable table = CsvTable.read(Path.of(file), CsvTable.Header.PRESENT, Set.of(target));
    float[][] x = table.numbersWithout(Set.of(target));
    Split split = CsvRows.split(table, seed);
    DenseDataset<Label> all =
        DenseDataset.classification(
            Standardization.of(x, split.training()).apply(x),
            table.text(target).toArray(String[]::new));
    return new TaskData<>(
        all.subset(split.training()),
        Optional.of(all.subset(split.validation())),
        all.subset(split.test()),
        Optional.empty());
  }

  @Override
  public Evaluator<Label, ? extends Evaluation<Label>> evaluator() {
    return new LabelEvaluator();
  }

  @Override
  public DynamicsMetrics primaryMetric() {
    return DynamicsMetrics.TEST_ERROR;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "ComparisonTask");
  }
}
