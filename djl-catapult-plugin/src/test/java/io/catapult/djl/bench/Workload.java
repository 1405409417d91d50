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
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;

/** One of the benchmark's networks with a batch and its trainer. */
final class Workload implements AutoCloseable {

  /** Small enough that random data does not make the training diverge. */
  private static final float LEARNING_RATE = 1e-3f;

  private final String name;
  private final Model model;
  private final Trainer trainer;
  private final ModelView view;
  private final NDArray x;
  private final NDArray y;

  private Workload(String name, Block block, Shape input, int outputs) {
    Engine.getInstance().setRandomSeed(1);
    this.name = name;
    model = Model.newInstance(name, "PyTorch");
    model.setBlock(block);
    Shape one = new Shape(1).addAll(input.slice(1));
    block.initialize(model.getNDManager(), DataType.FLOAT32, one);
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(LEARNING_RATE)).build();
    trainer =
        model.newTrainer(new DefaultTrainingConfig(SquaredErrorLoss.create()).optOptimizer(sgd));
    trainer.initialize(one);
    x = random(input);
    y = random(new Shape(input.get(0), outputs));
    view = ModelView.of(trainer);
  }

  /** 5 layers, width 1024, d = 3072. */
  static Workload fullyConnected(int samples, int outputs) {
    Block block = Networks.fullyConnected().setDepth(5).setWidth(1024).optOutputs(outputs).build();
    String name = "FC  n=%d k=%d".formatted(samples, outputs);
    return new Workload(name, block, new Shape(samples, 3072), outputs);
  }

  /** 4 convolutions of 128 channels and a linear layer on 32 x 32 x 3. */
  static Workload convolutional(int samples, int outputs) {
    Block block = Networks.convolutional().setDepth(5).setChannels(128).optOutputs(outputs).build();
    String name = "CNN n=%d k=%d".formatted(samples, outputs);
    return new Workload(name, block, new Shape(samples, 3, 32, 32), outputs);
  }

  /** One training step, as DJL's own loop does it; activations end with the batch. */
  void step() {
    try (NDManager batch = model.getNDManager().newSubManager()) {
      NDList data = new NDList(x.stopGradient());
      NDList labels = new NDList(y.stopGradient());
      data.attach(batch);
      labels.attach(batch);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList outputs = trainer.forward(data, labels);
        collector.backward(trainer.getLoss().evaluate(labels, outputs));
      }
      trainer.step();
    }
  }

  NDArray random(Shape shape) {
    return model.getNDManager().randomNormal(shape);
  }

  Shape weightShape() {
    return new Shape(view.parameterCount());
  }

  String name() {
    return name;
  }

  ModelView model() {
    return view;
  }

  Block block() {
    return model.getBlock();
  }

  Trainer trainer() {
    return trainer;
  }

  Loss loss() {
    return trainer.getLoss();
  }

  NDArray x() {
    return x;
  }

  NDArray y() {
    return y;
  }

  @Override
  public void close() {
    view.close();
    trainer.close();
    model.close();
  }
}
