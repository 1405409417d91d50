/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.CriticalRate;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.listener.MeasuringSchedule;
import io.catapult.djl.listener.TrajectoryRecorder;
import java.util.OptionalDouble;

/** One training, from the initial weights to the last, on an engine that it has to itself. */
final class TrainingRun {

  private final TrainingPlan plan;
  private final Model model;
  private final Loss loss;
  private final TrainingArrays arrays;
  private final BatchOrder order;
  private OptionalDouble criticalRate = OptionalDouble.empty();

  private TrainingRun(TrainingPlan plan, Model model, Loss loss, TrainingArrays arrays) {
    this.plan = plan;
    this.model = model;
    this.loss = loss;
    this.arrays = arrays;
    this.order = new BatchOrder(arrays.training().size(), plan.batchSize(), plan.shuffling());
  }

  /** Trains the network of a task. */
  static TrainingOutcome train(TrainingPlan plan, TrainingTask<?> task) {
    Block block = task.newBlock();
    try (EngineLease lease = EngineLease.take(plan.threads())) {
      Device device = EngineLease.device(plan.device());
      try (Model model = Model.newInstance("djl-trainer", device, "PyTorch")) {
        model.setBlock(block);
        TrainingArrays arrays = task.arrays(model.getNDManager(), plan.splitting());
        lease.seed(plan.engineSeed());
        Shape inputs = arrays.training().x().getShape();
        block.initialize(model.getNDManager(), DataType.FLOAT32, inputs);
        Loss loss = task.network().loss().newLoss();
        return new TrainingRun(plan, model, loss, arrays).run(task.data());
      }
    }
  }

  private TrainingOutcome run(TrainingData<?> extras) {
    OptimizerSpec spec = plan.optimizer();
    Tracker tracker =
        spec.getSchedule()
            .newTracker(spec.getMomentum(), !order.isFullBatch(), this::measureCriticalRate);
    Optimizer optimizer = spec.newOptimizer(tracker);
    try (Watching watching = Watching.of(plan, arrays, extras, optimizer, model)) {
      TrainingLoop.LastLoss lastLoss = new TrainingLoop.LastLoss();
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(loss)
              .optOptimizer(optimizer)
              .optDevices(new Device[] {model.getNDManager().getDevice()})
              .addTrainingListeners(watching.listeners(lastLoss));
      extras
          .trajectory()
          .ifPresent(
              path ->
                  config.addTrainingListeners(
                      TrajectoryRecorder.of(path, optimizer, MeasuringSchedule.every(1))));
      TrainingLoop loop;
      Ending ending;
      double trainLoss;
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(batchShape());
        loop =
            new TrainingLoop(
                trainer,
                arrays.training(),
                arrays.validation(),
                order,
                plan.rule(),
                extras.progress(),
                lastLoss);
        ending = loop.run();
        trainLoss = loop.trainLoss();
      }
      return new TrainingOutcome(
          ParameterBytes.of(model.getBlock()),
          watching.trace(),
          loop.steps(),
          Double.isFinite(trainLoss) ? ending : Ending.DIVERGED,
          trainLoss,
          criticalRate,
          model.getNDManager().getDevice().toString());
    }
  }

  private Shape batchShape() {
    return new Shape(order.batchSize(), arrays.training().x().getShape().get(1));
  }

  private double measureCriticalRate() {
    Samples training = arrays.training();
    try (ModelView view = ModelView.of(model);
        SharpnessTracker tracker = SharpnessTracker.top(1)) {
      double lambda =
          tracker.measure(view, loss, new NDList(training.x()), new NDList(training.y())).largest();
      double rate = CriticalRate.fromSharpness(lambda, 0).rate() * plan.optimizer().criticalLimit();
      if (!Double.isFinite(rate)) {
        throw new IllegalStateException(
            "Expected a loss that curves upwards at the initial weights, to have a critical rate;"
                + " found a largest eigenvalue of "
                + lambda
                + ". Remedy: give a FIXED learning rate.");
      }
      criticalRate = OptionalDouble.of(rate);
      return rate;
    }
  }
}
