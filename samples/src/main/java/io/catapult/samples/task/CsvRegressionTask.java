/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import io.catapult.samples.data.CsvTable;
import io.catapult.tribuo.data.DenseDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluator;

/**
 * Regression on a table of the user's: see {@link CsvTask}. The target is shifted and scaled as the
 * features are, so that losses are in units of its variance.
 */
public final class CsvRegressionTask extends CsvTask<Regressor> {

  private CsvRegressionTask() {}

  CsvRegressionTask(Path file, String target) {
    super(file, target);
  }

  @Override
  Set<String> textColumns(String target) {
    return Set.of();
  }

  @Override
  DenseDataset<Regressor> dataset(float[][] x, CsvTable table, String target, Split split)
      throws IOException {
    float[] targets = table.numbers(target);
    float[][] y = new float[targets.length][1];
    for (int i = 0; i < y.length; i++) {
      y[i][0] = targets[i];
    }
    return DenseDataset.regression(x, Standardization.of(y, split.training()).apply(y));
  }

  @Override
  public Evaluator<Regressor, ? extends Evaluation<Regressor>> evaluator() {
    return new RegressionEvaluator();
  }
}
