/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.util.Pair;
import io.catapult.djl.testing.NpzFile;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The network of {@code optimizer/generate.py} with its points, trained by DJL. */
final class SmallTraining implements AutoCloseable {

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Model model = Model.newInstance("small", "PyTorch");
  private final DataType type;
  private final NpzFile reference;
  private Optimizer optimizer;
  private Trainer trainer;

  SmallTraining(DataType type) {
    this.type = type;
    reference = NpzFile.read(manager, "/optimizer/trajectories.npz").as(type);
    SequentialBlock block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(4).build())
            .add(Activation::tanh)
            .add(Linear.builder().setUnits(1).build());
    model.setBlock(block);
    initializeFrom(reference.get("weights"));
    block.initialize(model.getNDManager(), type, new Shape(12, 3));
  }

  SmallTraining(DataType type, Optimizer optimizer) {
    this(type);
    trainBy(optimizer);
  }

  /** Trains on with a new trainer. */
  void trainBy(Optimizer next) {
    if (trainer != null) {
      trainer.close();
    }
    optimizer = next;
    trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(next));
    trainer.initialize(new Shape(12, 3));
  }

  NpzFile reference() {
    return reference;
  }

  Trainer trainer() {
    return trainer;
  }

  List<Parameter> parameters() {
    return model.getBlock().getParameters().stream().map(Pair::getValue).toList();
  }

  /** Lets the parameters start as consecutive pieces of an array. */
  private void initializeFrom(NDArray flat) {
    AtomicLong from = new AtomicLong();
    for (Parameter parameter : parameters()) {
      parameter.setInitializer(
          (owner, shape, dataType) -> {
            long start = from.getAndAdd(shape.size());
            NDArray piece = flat.get(start + ":" + from).reshape(shape).duplicate();
            piece.attach(owner);
            return piece;
          });
    }
  }

  /** All weights, flattened in order. */
  NDArray weights() {
    NDList parts = new NDList();
    for (Parameter parameter : parameters()) {
      NDArray values = parameter.getArray().stopGradient();
      values.attach(manager);
      parts.add(values.flatten());
    }
    return NDArrays.concat(parts);
  }

  /** Half the mean square of the residuals; leaves its gradients with the weights. */
  double backward() {
    try (NDManager batch = manager.newSubManager()) {
      NDArray x = reference.get("x").duplicate();
      NDArray y = reference.get("y").duplicate();
      x.attach(batch);
      y.attach(batch);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDList outputs = trainer.forward(new NDList(x));
        NDArray loss = trainer.getLoss().evaluate(new NDList(y), outputs);
        collector.backward(loss);
        return loss.toType(DataType.FLOAT64, false).getDouble();
      }
    }
  }

  /** One training step; answers the loss before it. */
  double step() {
    double loss = backward();
    if (type == DataType.FLOAT32) {
      trainer.step();
    } else {
      // DJL's trainer reads the gradients' sum as float32.
      updateAll();
    }
    return loss;
  }

  private void updateAll() {
    for (Parameter parameter : parameters()) {
      try (NDArray gradient = parameter.getArray().getGradient()) {
        optimizer.update(parameter.getId(), parameter.getArray(), gradient);
      }
    }
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
    manager.close();
  }
}
