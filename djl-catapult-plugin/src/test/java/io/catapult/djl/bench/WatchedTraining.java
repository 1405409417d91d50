/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.CatapultListenerBuilder;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.function.UnaryOperator;

/** Training as DJL's {@code EasyTrain} does it, on one random batch, watched or not. */
final class WatchedTraining implements AutoCloseable {

  private final Model model;
  private final Trainer trainer;
  private final NDArray x;
  private final NDArray y;
  private final CatapultListener listener;

  /**
   * @param settings what to watch, or null for nothing
   */
  WatchedTraining(
      Block block, Shape input, float rate, UnaryOperator<CatapultListenerBuilder> settings) {
    Engine.getInstance().setRandomSeed(1);
    model = Model.newInstance("model", "PyTorch");
    model.setBlock(block);
    Shape one = new Shape(1).addAll(input.slice(1));
    block.initialize(model.getNDManager(), DataType.FLOAT32, one);
    x = model.getNDManager().randomNormal(input);
    y = model.getNDManager().randomNormal(new Shape(input.get(0), 1));
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(SquaredErrorLoss.create()).optOptimizer(sgd);
    if (settings == null) {
      listener = null;
    } else {
      listener =
          settings.apply(CatapultListener.builder().setOptimizer(sgd).setProbeData(x, y)).build();
      config.addTrainingListeners(listener);
    }
    trainer = model.newTrainer(config);
    trainer.initialize(one);
  }

  /** Some steps; the time they took, in milliseconds. */
  double steps(int count) {
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      NDManager manager = model.getNDManager().newSubManager();
      NDList data = new NDList(x.stopGradient());
      NDList labels = new NDList(y.stopGradient());
      data.attach(manager);
      labels.attach(manager);
      Batch batch =
          new Batch(
              manager,
              data,
              labels,
              (int) x.getShape().get(0),
              Batchifier.STACK,
              Batchifier.STACK,
              0,
              0);
      EasyTrain.trainBatch(trainer, batch);
      trainer.step();
      batch.close();
    }
    return (System.nanoTime() - start) / 1e6;
  }

  CatapultListener listener() {
    return listener;
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
