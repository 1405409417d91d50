/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import io.catapult.tribuo.data.DenseDataset;
import java.util.Arrays;
import java.util.Random;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.regression.Regressor;

/** Small tasks and the trainers for them. */
final class Tasks {

  static final int SAMPLES = 60;
  static final int FEATURES = 12;

  private Tasks() {}

  /** y = x_0 x_1 and, for more targets, x_1 x_2 and so on; normal inputs. */
  static DenseDataset<Regressor> products(int samples, int targets, long seed) {
    float[][] x = normal(samples, FEATURES, seed);
    float[][] y = new float[samples][targets];
    for (int i = 0; i < samples; i++) {
      for (int c = 0; c < targets; c++) {
        y[i][c] = x[i][c] * x[i][c + 1];
      }
    }
    return DenseDataset.regression(x, y);
  }

  static DenseDataset<Regressor> products() {
    return products(SAMPLES, 1, 1);
  }

  /** The class is the largest of the first features. */
  static DenseDataset<Label> largest(int samples, int classes, long seed) {
    float[][] x = normal(samples, FEATURES, seed);
    String[] labels = new String[samples];
    for (int i = 0; i < samples; i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = x[i][c] > x[i][best] ? c : best;
      }
      labels[i] = "class " + best;
    }
    return DenseDataset.classification(x, labels);
  }

  static float[][] normal(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[][] x = new float[rows][columns];
    for (float[] row : x) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return x;
  }

  /** Ten passes in batches of 16 over a network of width 32. */
  static DjlTrainerBuilder<Regressor> regression() {
    return DjlTrainer.regression()
        .setBlockFactory(new FullyConnectedFactory(2, 32))
        .setOptimizer(OptimizerSpec.sgd(0.5))
        .optBatchSize(16)
        .setEpochs(10);
  }

  static DjlTrainerBuilder<Label> classification() {
    return DjlTrainer.classification()
        .setBlockFactory(new FullyConnectedFactory(2, 32))
        .setOptimizer(OptimizerSpec.sgd(0.5))
        .setEpochs(60);
  }

  static WatchSpec watch() {
    return WatchSpec.builder().optEvery(10).build();
  }

  /** The predicted targets, example by example. */
  static double[] values(Model<?> model, Dataset<Regressor> data) {
    return model.castModel(Regressor.class).predict(data).stream()
        .flatMapToDouble(prediction -> Arrays.stream(prediction.getOutput().getValues()))
        .toArray();
  }
}
