/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.tribuo.data.DenseDataset;
import io.catapult.tribuo.trainer.ReferenceAgop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.tribuo.evaluation.Evaluation;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.evaluation.RegressionEvaluator;

/** Twenty points of y = x1 x2, with whatever trouble is wished for. */
final class TinyTask implements ComparisonTask<Regressor> {

  /** What goes wrong. */
  enum Trouble {
    NONE,
    /** The seeds 1, 2 and 3 halt the process once, halt it always, and throw an exception. */
    BY_SEED
  }

  private static final int SAMPLES = 20;
  private static final int WIDTH = 3;

  @Config(description = "What goes wrong.")
  private Trouble trouble = Trouble.NONE;

  @Config(description = "A file that remembers the first attempt.")
  private String memory = "";

  /** For OLCUT. */
  private TinyTask() {}

  TinyTask(Trouble trouble, Path memory) {
    this.trouble = trouble;
    this.memory = memory.toString();
  }

  @Override
  public TaskData<Regressor> load(long seed) throws IOException {
    if (trouble == Trouble.BY_SEED) {
      makeTrouble(seed);
    }
    Random random = new Random(seed);
    float[][] reference = new float[][] {{1, 0, 0}, {0, 1, 0}};
    return new TaskData<>(
        sample(random),
        Optional.of(sample(random)),
        sample(random),
        Optional.of(new ReferenceAgop(reference, "y = x1 x2")));
  }

  private void makeTrouble(long seed) throws IOException {
    if (seed == 1 && Files.notExists(Path.of(memory))) {
      Files.createFile(Path.of(memory));
      Runtime.getRuntime().halt(7);
    }
    if (seed == 2) {
      System.err.println("the last words of a worker");
      Runtime.getRuntime().halt(9);
    }
    if (seed == 3) {
      throw new IOException("there is no data for seed 3");
    }
  }

  private static DenseDataset<Regressor> sample(Random random) {
    float[][] x = new float[SAMPLES][WIDTH];
    float[][] y = new float[SAMPLES][1];
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < WIDTH; j++) {
        x[i][j] = (float) random.nextGaussian();
      }
      y[i][0] = x[i][0] * x[i][1];
    }
    return DenseDataset.regression(x, y);
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
