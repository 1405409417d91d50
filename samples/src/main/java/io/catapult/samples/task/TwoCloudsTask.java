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
 * Two clouds of points on a line: x from N(-2, 1) with y = -1, and from N(2, 1) with y = 1. The
 * tangent kernel of a wide ReLU network without biases has two eigenvalues there, the sums of x^2
 * over the points on either side of 0. Zhu, Toward understanding the dynamics of over-parameterized
 * neural networks, appendix B.14.
 */
public final class TwoCloudsTask implements ComparisonTask<Regressor> {

  private static final int FOR_TESTING = 500;
  private static final double CENTRE = 2;

  @Config(mandatory = true, description = "Training points with y = -1.")
  private int negative;

  @Config(mandatory = true, description = "Training points with y = 1.")
  private int positive;

  private TwoCloudsTask() {}

  /**
   * A task.
   *
   * @param negative the number of training points with y = -1, at least 1
   * @param positive the number of those with y = 1, at least 1
   */
  public TwoCloudsTask(int negative, int positive) {
    this.negative = negative;
    this.positive = positive;
    postConfig();
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    new BuilderFaults("TwoCloudsTask")
        .requireAtLeast(1, negative, "negative", "the number of points with y = -1")
        .requireAtLeast(1, positive, "positive", "the number of points with y = 1")
        .throwIfAny();
  }

  @Override
  public TaskData<Regressor> load(long seed) {
    Random random = new Random(seed);
    return new TaskData<>(
        draw(negative, positive, random),
        Optional.of(draw(FOR_TESTING, FOR_TESTING, random)),
        draw(FOR_TESTING, FOR_TESTING, random),
        Optional.empty());
  }

  private static DenseDataset<Regressor> draw(int negative, int positive, Random random) {
    int n = negative + positive;
    float[] x = new float[n];
    float[][] y = new float[n][1];
    for (int i = 0; i < n; i++) {
      int sign = i < negative ? -1 : 1;
      x[i] = (float) (sign * CENTRE + random.nextGaussian());
      y[i][0] = sign;
    }
    return DenseDataset.regression(x, 1, y);
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
