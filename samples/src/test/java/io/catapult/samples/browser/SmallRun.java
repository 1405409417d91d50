/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.browser;

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
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.features.Agop;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.Instrument;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.schedule.CriticalRateTracker;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A real training that takes a second: y = x1 x2 of ten inputs, three catapults on purpose. */
final class SmallRun {

  private static final int SAMPLES = 64;
  private static final int INPUTS = 10;

  private SmallRun() {}

  /**
   * Trains a network and hands its listener over before it begins.
   *
   * @param name the model's name, as the page shows it
   * @param epochs as many as updates
   * @param goesOn asked before each update; false ends the training
   * @param before what to do with the listener first
   * @return the listener, when the training has ended
   */
  static CatapultListener train(
      String name, int epochs, BooleanSupplier goesOn, Consumer<CatapultListener> before)
      throws Exception {
    try (Model model = Model.newInstance(name, "PyTorch")) {
      Engine.getEngine("PyTorch").setRandomSeed(3);
      Block block = Networks.fullyConnected().setDepth(2).setWidth(64).build();
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, INPUTS));
      NDManager manager = model.getNDManager();
      NDArray x = manager.randomNormal(new Shape(SAMPLES, INPUTS));
      NDArray y = x.get(":, 0:1").mul(x.get(":, 1:2"));
      try (Agop reference = Agop.ofMatrix(truth(manager))) {
        return train(model, x, y, reference, epochs, goesOn, before);
      }
    }
  }

  /** The AGOP of y = x1 x2 under N(0, 1): the first two inputs, alike. */
  private static NDArray truth(NDManager manager) {
    float[] matrix = new float[INPUTS * INPUTS];
    matrix[0] = 1;
    matrix[INPUTS + 1] = 1;
    return manager.create(matrix, new Shape(INPUTS, INPUTS));
  }

  private static CatapultListener train(
      Model model,
      NDArray x,
      NDArray y,
      Agop reference,
      int epochs,
      BooleanSupplier goesOn,
      Consumer<CatapultListener> before)
      throws Exception {
    CriticalRateTracker tracker = CriticalRateTracker.builder().setCatapults(3).build();
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(tracker).build();
    CatapultListener listener =
        CatapultListener.builder()
            .setOptimizer(sgd)
            .setProbeData(x, y)
            .addInstrument(Instrument.PROBE_SHARPNESS)
            .addInstrument(Instrument.PARAMETERS)
            .optAgop(reference)
            .optEvery(1)
            .build();
    before.accept(listener);
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(SquaredErrorLoss.create())
            .optOptimizer(sgd)
            .addTrainingListeners(listener);
    ArrayDataset data =
        new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(SAMPLES, false).build();
    try (Trainer trainer = model.newTrainer(config)) {
      trainer.initialize(x.getShape());
      for (int epoch = 0; epoch < epochs && goesOn.getAsBoolean(); epoch++) {
        EasyTrain.fit(trainer, 1, data, data);
      }
    }
    return listener;
  }
}
