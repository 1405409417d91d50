/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.tribuo.comparison.ComparisonTask;
import io.catapult.tribuo.comparison.TaskData;
import io.catapult.tribuo.data.DenseDataset;
import java.util.Optional;
import java.util.Random;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluator;

/**
 * Points on the unit sphere of R^n, as many as dimensions, with the target 1; the first training
 * point and its target are doubled, so that its critical rate is a quarter of the others'. Zhu,
 * Toward understanding the dynamics of over-parameterized neural networks, appendix C.6, Fig. 4.5.
 */
public final class DoubledSampleTask implements ComparisonTask<Regressor> {

  private static final float FACTOR = 2;

  @Config(mandatory = true, description = "Training points, and inputs of each.")
  private int size;

  private DoubledSampleTask() {}

  /**
   * The task.
   *
   * @param size the number of training points and of inputs, at least 1; 100 in the paper
   */
  public DoubledSampleTask(int size) {
    this.size = size;
    postConfig();
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    new BuilderFaults("DoubledSampleTask")
        .requireAtLeast(1, size, "size", "the number of training points and of inputs")
        .throwIfAny();
  }

  @Override
  public TaskData<Regressor> load(long seed) {
    Random random = new Random(seed);
    return new TaskData<>(
        draw(random, FACTOR), Optional.empty(), draw(random, 1), Optional.empty());
  }

  private DenseDataset<Regressor> draw(Random random, float factorOfFirst) {
    float[] x = new float[size * size];
    float[][] y = new float[size][1];
    for (int i = 0; i < size; i++) {
      float factor = i == 0 ? factorOfFirst : 1;
      double[] point = random.doubles(size).map(ignored -> random.nextGaussian()).toArray();
      double norm = 0;
      for (double number : point) {
        norm += number * number;
      }
      for (int j = 0; j < size; j++) {
        x[i * size + j] = (float) (factor * point[j] / Math.sqrt(norm));
      }
      y[i][0] = factor;
    }
    return DenseDataset.regression(x, size, y);
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
