/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A small training on random data, as users write it, with or without a listener. */
final class Training {

  static final int SAMPLES = 24;
  static final int BATCH = 6;

  private final Block block;
  private final Optimizer optimizer;
  private final Shape sample;
  private Loss loss = SquaredErrorLoss.create();
  private int epochs = 3;
  private boolean isValidated;

  private Training(Block block, Optimizer optimizer, Shape sample) {
    this.block = block;
    this.optimizer = optimizer;
    this.sample = sample;
  }

  static Training of(Block block, Optimizer optimizer, Shape sample) {
    return new Training(block, optimizer, sample);
  }

  Training withLoss(Loss loss) {
    this.loss = loss;
    return this;
  }

  Training withEpochs(int epochs) {
    this.epochs = epochs;
    return this;
  }

  Training withValidation() {
    this.isValidated = true;
    return this;
  }

  /** What a training leaves behind: all parameters, and the engine's next random numbers. */
  record Result(List<float[]> state, CatapultListener listener) {}

  /** Trains by {@code EasyTrain.fit}. */
  Result run(BiFunction<NDArray, NDArray, CatapultListener> listener) {
    return run(listener, (trainer, data) -> fit(trainer, data));
  }

  /** What to do with a trainer and its data. */
  @FunctionalInterface
  interface Loop {
    void run(Trainer trainer, ArrayDataset data) throws Exception;
  }

  Result run(BiFunction<NDArray, NDArray, CatapultListener> listener, Loop loop) {
    Engine.getInstance().setRandomSeed(7);
    try (Model model = Model.newInstance("model", "PyTorch");
        NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1).addAll(sample));
      NDArray x = manager.randomNormal(new Shape(SAMPLES).addAll(sample));
      NDArray y = manager.randomNormal(new Shape(SAMPLES, 1));
      CatapultListener watching = listener == null ? null : listener.apply(x, y);
      DefaultTrainingConfig config = new DefaultTrainingConfig(loss).optOptimizer(optimizer);
      if (watching != null) {
        config.addTrainingListeners(watching);
      }
      try (Trainer trainer = model.newTrainer(config)) {
        ArrayDataset data =
            new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(BATCH, true).build();
        loop.run(trainer, data);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      List<float[]> state = new ArrayList<>();
      for (Parameter parameter : block.getParameters().values()) {
        state.add(parameter.getArray().toType(DataType.FLOAT32, false).toFloatArray());
      }
      state.add(manager.randomNormal(new Shape(5)).toFloatArray());
      return new Result(state, watching);
    }
  }

  private void fit(Trainer trainer, ArrayDataset data) throws Exception {
    EasyTrain.fit(trainer, epochs, data, isValidated ? data : null);
  }

  /** One update on one batch, as in a hand-written loop. */
  static void step(Trainer trainer, Batch batch) {
    EasyTrain.trainBatch(trainer, batch);
    trainer.step();
    batch.close();
  }

  static NDList first(NDList arrays, int samples) {
    NDList first = new NDList();
    arrays.forEach(array -> first.add(array.get("0:{}", samples)));
    return first;
  }
}
