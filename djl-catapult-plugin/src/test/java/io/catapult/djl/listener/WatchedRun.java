/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

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
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TrainingTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A training of a {@link PlainNetwork} that a listener watches and a {@link Witness} copies. */
final class WatchedRun {

  static final int SAMPLES = 12;
  static final int BATCH = 4;
  static final int INPUTS = 3;

  /** What to do with a trainer, the training data and the validation data. */
  @FunctionalInterface
  interface Loop {
    void run(Trainer trainer, ArrayDataset data, ArrayDataset validation) throws Exception;
  }

  /** A listener of the probe data. */
  interface Watcher extends BiFunction<NDArray, NDArray, CatapultListenerBuilder> {}

  private final Witness witness = new Witness();
  private final Optimizer optimizer;
  private Loss loss = SquaredErrorLoss.create();
  private int outputs = 1;
  private boolean isClassification;
  private Loop loop = (trainer, data, validation) -> EasyTrain.fit(trainer, 2, data, validation);
  private final List<TrainingListener> further = new ArrayList<>();
  private double[][] probeX;
  private double[][] probeY;
  private double[][] validationX;
  private double[][] validationY;
  private CatapultListener listener;

  private WatchedRun(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  static WatchedRun of(Optimizer optimizer) {
    return new WatchedRun(optimizer);
  }

  WatchedRun withLoss(Loss loss) {
    this.loss = loss;
    return this;
  }

  WatchedRun withOutputs(int outputs) {
    this.outputs = outputs;
    return this;
  }

  WatchedRun withIntegerLabels() {
    this.isClassification = true;
    return this;
  }

  WatchedRun withLoop(Loop loop) {
    this.loop = loop;
    return this;
  }

  WatchedRun withListener(TrainingListener more) {
    further.add(more);
    return this;
  }

  /** Trains; the listener is built when the probe data are there. */
  WatchedRun run(Watcher watcher) {
    return run(watcher, built -> {});
  }

  /** The same, handing the listener over before the training begins. */
  WatchedRun run(Watcher watcher, Consumer<CatapultListener> built) {
    Engine.getInstance().setRandomSeed(11);
    try (Model model = Model.newInstance("model", "PyTorch");
        NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      Block block = PlainNetwork.block(outputs);
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, INPUTS));
      NDArray x = inputs(manager);
      NDArray y = labels(manager);
      NDArray vx = inputs(manager);
      NDArray vy = labels(manager);
      validationX = Witness.rows(vx);
      validationY = Witness.rows(vy);
      listener = build(watcher, inputs(manager), labels(manager));
      built.accept(listener);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(loss)
              .optOptimizer(optimizer)
              .addTrainingListeners(witness, listener);
      config.addTrainingListeners(further.toArray(TrainingListener[]::new));
      try (Trainer trainer = model.newTrainer(config)) {
        loop.run(trainer, dataset(x, y, BATCH), dataset(vx, vy, BATCH + 1));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return this;
    }
  }

  private CatapultListener build(Watcher watcher, NDArray x, NDArray y) {
    probeX = Witness.rows(x);
    probeY = Witness.rows(y);
    return watcher.apply(x, y).build();
  }

  private NDArray inputs(NDManager manager) {
    return manager.randomNormal(new Shape(SAMPLES, INPUTS));
  }

  private NDArray labels(NDManager manager) {
    if (!isClassification) {
      return manager.randomNormal(new Shape(SAMPLES, outputs));
    }
    NDArray uniform = manager.randomUniform(0, outputs, new Shape(SAMPLES));
    return uniform.toType(DataType.INT64, false);
  }

  private static ArrayDataset dataset(NDArray x, NDArray y, int batch) {
    return new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(batch, false).build();
  }

  CatapultListener listener() {
    return listener;
  }

  TrainingTrace trace() {
    return listener.trace();
  }

  /** What was recorded at a step. */
  Measurement at(long step) {
    return trace().measurements().stream()
        .filter(measurement -> measurement.step() == step)
        .findFirst()
        .orElseThrow();
  }

  Witness witness() {
    return witness;
  }

  /** The network at w(t). */
  PlainNetwork network(int t) {
    return new PlainNetwork(witness.weights(t), INPUTS, outputs);
  }

  double[][] probeX() {
    return probeX;
  }

  double[][] probeY() {
    return probeY;
  }

  double[][] validationX() {
    return validationX;
  }

  double[][] validationY() {
    return validationY;
  }
}
