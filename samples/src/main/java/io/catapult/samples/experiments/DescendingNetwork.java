/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.landscape.LossLine;

/**
 * A network that full-batch gradient descent trains in this process, with the line that its next
 * step lies on. Lines are in float64; the training is in float32, by one thread: their number
 * changes the last bits, of which oscillation makes much.
 */
final class DescendingNetwork implements AutoCloseable {

  private final Model model = Model.newInstance("network", "PyTorch");
  private final Loss loss;
  private final NDArray x;
  private final NDArray y;
  private final NDList wideInputs;
  private final NDList wideLabels;
  private final Trainer trainer;
  private final int threads;

  /**
   * Initialises the network.
   *
   * @param block not initialised
   * @param data makes inputs and labels
   */
  DescendingNetwork(Block block, Loss loss, float rate, long seed, Data data) {
    this.loss = loss;
    threads = Aten.threads();
    Aten.setThreads(1);
    NDManager manager = model.getNDManager();
    Engine.getInstance().setRandomSeed((int) seed);
    x = data.inputs(manager);
    y = data.labels(manager);
    wideInputs = new NDList(x.toType(DataType.FLOAT64, true));
    wideLabels = new NDList(y.toType(DataType.FLOAT64, true));
    model.setBlock(block);
    block.initialize(manager, DataType.FLOAT32, x.getShape());
    Optimizer descent = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
    trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(descent));
    trainer.initialize(x.getShape());
  }

  /** Inputs and labels for a manager. */
  interface Data {

    /** The inputs. */
    NDArray inputs(NDManager manager);

    /** The labels. */
    NDArray labels(NDManager manager);
  }

  /** Updates on all samples. */
  void train(int updates) {
    for (int i = 0; i < updates; i++) {
      NDManager scope = trainer.getManager().newSubManager();
      NDList inputs = copy(x, scope);
      NDList labels = copy(y, scope);
      try (Batch batch =
          new Batch(
              scope,
              inputs,
              labels,
              (int) x.getShape().get(0),
              Batchifier.STACK,
              Batchifier.STACK,
              0,
              0)) {
        EasyTrain.trainBatch(trainer, batch);
        trainer.step();
      }
    }
  }

  private static NDList copy(NDArray array, NDManager scope) {
    NDArray copy = array.duplicate();
    copy.attach(scope);
    return new NDList(copy);
  }

  /** What is measured on the line that the next update lies on. */
  interface Measuring<T> {

    /** Measures. */
    T on(LossLine line);
  }

  /** Measures along the gradient at the present weights. */
  <T> T alongGradient(Measuring<T> measuring) {
    try (ModelView own = ModelView.of(model);
        ModelView wide = own.toType(DataType.FLOAT64);
        LossLine line = LossLine.downGradient(wide, loss, wideInputs, wideLabels)) {
      return measuring.on(line);
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    Aten.setThreads(threads);
  }
}
