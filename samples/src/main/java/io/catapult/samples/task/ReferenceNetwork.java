/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.features.Agop;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.Parameterization;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.samples.data.FashionMnist;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A Myrtle-5 network trained on all images of two classes, whose AGOP stands for the true one. Zhu,
 * Toward understanding the dynamics of over-parameterized neural networks, appendix C.6: "we
 * estimate the EGOP by using the AGOP of one of the state-of-the-art models", for Fashion-MNIST a
 * 5-layer Myrtle network.
 */
final class ReferenceNetwork implements AutoCloseable {

  static final int CHANNELS = 32;
  static final int EPOCHS = 10;
  static final int BATCH = 64;
  static final int SEED = 1;

  private static final float RATE = 2e-3f;
  private static final float LAST_RATE = 2e-5f;
  private static final int SIDE = 28;
  private static final int SLICE = 200;

  private final Model model = Model.newInstance("reference", "PyTorch");
  private final NDArray x;
  private final NDArray y;
  private final NDArray testX;
  private final NDArray testY;

  ReferenceNetwork(FashionMnist images) {
    NDManager manager = model.getNDManager();
    manager.getEngine().setRandomSeed(SEED);
    x = images.train().channels(manager);
    y = images.train().signs(manager);
    testX = images.test().channels(manager);
    testY = images.test().signs(manager);
    Block block =
        Networks.myrtle()
            .setChannels(CHANNELS)
            .optParameterization(Parameterization.STANDARD)
            .build();
    model.setBlock(block);
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, SIDE, SIDE));
  }

  /** Trains by Adam under a cosine schedule, some 30 s an epoch on one core. */
  void train() {
    int batches = (int) x.getShape().get(0) / BATCH;
    Tracker tracker =
        Tracker.cosine()
            .setBaseValue(RATE)
            .optFinalValue(LAST_RATE)
            .setMaxUpdates(batches * EPOCHS)
            .build();
    Optimizer adam = Optimizer.adam().optLearningRateTracker(tracker).build();
    Random random = new Random(SEED);
    try (Trainer trainer =
        model.newTrainer(new DefaultTrainingConfig(SquaredErrorLoss.create()).optOptimizer(adam))) {
      trainer.initialize(x.getShape());
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        int[] order = shuffled((int) x.getShape().get(0), random);
        for (int i = 0; i < batches; i++) {
          step(trainer, IntStream.range(i * BATCH, (i + 1) * BATCH).map(j -> order[j]).toArray());
        }
      }
    }
  }

  private static int[] shuffled(int n, Random random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    return order;
  }

  private void step(Trainer trainer, int[] chosen) {
    try (NDManager scope = trainer.getManager().newSubManager()) {
      NDIndex rows = new NDIndex("{}", scope.create(chosen));
      NDList data = new NDList(x.get(scope, rows));
      NDList labels = new NDList(y.get(scope, rows));
      try (Batch batch =
          new Batch(
              scope.newSubManager(),
              data,
              labels,
              chosen.length,
              Batchifier.STACK,
              Batchifier.STACK,
              0,
              0)) {
        EasyTrain.trainBatch(trainer, batch);
        trainer.step();
      }
    }
  }

  /** The share of wrong signs on the test images. */
  double testError() {
    long n = testX.getShape().get(0);
    int wrong = 0;
    try (Trainer trainer = model.newTrainer(new DefaultTrainingConfig(SquaredErrorLoss.create()))) {
      for (long from = 0; from < n; from += SLICE) {
        wrong += wrong(trainer, from + ":" + Math.min(n, from + SLICE));
      }
    }
    return wrong / (double) n;
  }

  private int wrong(Trainer trainer, String rows) {
    try (NDManager scope = trainer.getManager().newSubManager();
        NDArray signs = testY.get(rows)) {
      NDArray images = testX.get(rows);
      images.attach(scope);
      float[] outputs = trainer.evaluate(new NDList(images)).head().toFloatArray();
      float[] truth = signs.toFloatArray();
      return (int) IntStream.range(0, truth.length).filter(i -> outputs[i] * truth[i] <= 0).count();
    }
  }

  /** The AGOP on the test images. */
  Agop agop() {
    try (ModelView view = ModelView.of(model)) {
      return Agop.of(view, testX);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
