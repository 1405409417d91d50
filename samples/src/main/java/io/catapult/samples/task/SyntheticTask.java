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
import io.catapult.tribuo.trainer.ReferenceAgop;
import java.util.Optional;
import java.util.Random;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluator;

/**
 * A target function with noise: y = f(x) + N(0, 0.1^2), x from N(0, I_100). Its expected gradient
 * outer product is known. Zhu, Toward understanding the dynamics of over-parameterized neural
 * networks, section 4.4 and appendix C.6.
 */
public final class SyntheticTask implements ComparisonTask<Regressor> {

  static final int INPUTS = 100;

  private static final double NOISE = 0.1;

  @Config(mandatory = true, description = "RANK2, RANK3, RANK4 or FULL_RANK.")
  private TargetFunction target;

  @Config(description = "Training points.")
  private int training = 2000;

  @Config(description = "Points that the validation loss is measured on.")
  private int validation = 5000;

  @Config(description = "Points that the test loss and the AGOP are measured on.")
  private int test = 5000;

  private SyntheticTask() {}

  /**
   * The task of the papers' sizes: 5000 points for validation, 5000 for testing.
   *
   * @param target what is learned
   * @param training the number of training points, at least 1
   */
  public SyntheticTask(TargetFunction target, int training) {
    this.target = target;
    this.training = training;
    postConfig();
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    new BuilderFaults("SyntheticTask")
        .require(target != null, "target", "a target function", null, "give one, as RANK2")
        .requireAtLeast(1, training, "training", "the number of training points")
        .requireAtLeast(1, validation, "validation", "the number of validation points")
        .requireAtLeast(1, test, "test", "the number of test points")
        .throwIfAny();
  }

  @Override
  public TaskData<Regressor> load(long seed) {
    Random random = new Random(seed);
    return new TaskData<>(
        draw(training, random),
        Optional.of(draw(validation, random)),
        draw(test, random),
        Optional.of(
            new ReferenceAgop(target.gradientFactor(INPUTS), "E[grad f grad f^T] of " + target)));
  }

  private DenseDataset<Regressor> draw(int n, Random random) {
    float[] x = new float[n * INPUTS];
    float[][] y = new float[n][1];
    double[] point = new double[INPUTS];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < INPUTS; j++) {
        point[j] = random.nextGaussian();
        x[i * INPUTS + j] = (float) point[j];
      }
      y[i][0] = (float) (target.value(point) + NOISE * random.nextGaussian());
    }
    return DenseDataset.regression(x, INPUTS, y);
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
