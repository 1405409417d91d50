/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.data.CsvTable;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.evaluation.DynamicsMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;

/** Classification on a table of the user's, its target being text: see {@link CsvTask}. */
public final class CsvClassificationTask extends CsvTask<Label> {

  private CsvClassificationTask() {}

  CsvClassificationTask(Path file, String target) {
    super(file, target);
  }

  @Override
  Set<String> textColumns(String target) {
    return Set.of(target);
  }

  @Override
  DenseDataset<Label> dataset(float[][] x, CsvTable table, String target, Split split)
      throws IOException {
    return DenseDataset.classification(x, table.text(target).toArray(String[]::new));
  }

  @Override
  public Evaluator<Label, ? extends Evaluation<Label>> evaluator() {
    return new LabelEvaluator();
  }

  @Override
  public DynamicsMetrics primaryMetric() {
    return DynamicsMetrics.TEST_ERROR;
  }
}
