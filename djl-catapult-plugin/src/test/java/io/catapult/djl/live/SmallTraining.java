/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.live;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gradient descent on a small network above the critical rate: it makes a catapult. */
final class SmallTraining {

  private static final int SAMPLES = 24;
  private static final int INPUTS = 4;

  /** Half as much again as its critical rate. */
  private static final float RATE = 0.76f;

  private int epochs = 40;
  private int memoryLimit = 1000;
  private Consumer<CatapultListener> before = listener -> {};
  private Consumer<CatapultListener> each = listener -> {};

  /**
   * What a training leaves behind.
   *
   * @param state the weights, and the engine's next random numbers
   * @param listener its listener
   */
  record Result(List<float[]> state, CatapultListener listener) {}

  SmallTraining withEpochs(int number) {
    this.epochs = number;
    return this;
  }

  SmallTraining withMemoryLimit(int limit) {
    this.memoryLimit = limit;
    return this;
  }

  /** Is given the listener before the training. */
  SmallTraining before(Consumer<CatapultListener> action) {
    this.before = action;
    return this;
  }

  /** Is given the listener after each update, in the training thread. */
  SmallTraining afterEach(Consumer<CatapultListener> action) {
    this.each = action;
    return this;
  }

  Result run() throws Exception {
    Engine.getInstance().setRandomSeed(7);
    try (Model model = Model.newInstance("small", "PyTorch");
        NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      Block block = Networks.fullyConnected().setDepth(2).setWidth(64).build();
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, INPUTS));
      NDArray x = manager.randomNormal(new Shape(SAMPLES, INPUTS));
      NDArray y = manager.randomNormal(new Shape(SAMPLES, 1));
      Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(RATE)).build();
      CatapultListener listener =
          CatapultListener.builder()
              .setOptimizer(sgd)
              .setProbeData(x, y)
              .optCost(MeasuringCost.FEW_STEPS)
              .optEvery(1)
              .optMemoryLimit(memoryLimit)
              .build();
      before.accept(listener);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create())
              .optOptimizer(sgd)
              .addTrainingListeners(listener, after(listener));
      try (Trainer trainer = model.newTrainer(config)) {
        ArrayDataset data =
            new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(SAMPLES, true).build();
        EasyTrain.fit(trainer, epochs, data, null);
      }
      List<float[]> state = new ArrayList<>();
      block.getParameters().forEach(pair -> state.add(pair.getValue().getArray().toFloatArray()));
      state.add(manager.randomNormal(new Shape(5)).toFloatArray());
      return new Result(state, listener);
    }
  }

  private TrainingListener after(CatapultListener listener) {
    return new TrainingListenerAdapter() {
      @Override
      public void onEpoch(Trainer trainer) {
        each.accept(listener);
      }
    };
  }
}
