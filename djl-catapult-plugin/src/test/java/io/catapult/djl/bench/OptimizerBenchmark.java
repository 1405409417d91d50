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
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.optimizer.Adadelta;
import io.catapult.djl.optimizer.Adagrad;
import io.catapult.djl.optimizer.NesterovMomentum;
import io.catapult.djl.optimizer.RmsProp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the update of all parameters costs with each optimizer beside the same with DJL's Adam: the
 * call of {@code Trainer.step()} alone, after a forward and a backward pass outside the clock, all
 * in turn in one process.
 */
public final class OptimizerBenchmark {

  private static final int WARM_UP = 10;
  private static final int ROUNDS = 41;
  private static final double BAR = 1.5;
  private static final String ADAM = "Adam of DJL";

  private OptimizerBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    Engine.getInstance();
    System.out.println(Table.machine());
    System.out.println(Table.header());
    compare(2, 3072);
    compare(5, 3072);
    compare(2, 100);
  }

  private static Map<String, Optimizer> optimizers() {
    Tracker rate = Tracker.fixed(1e-5f);
    Map<String, Optimizer> all = new LinkedHashMap<>();
    all.put(ADAM, Optimizer.adam().optLearningRateTracker(rate).build());
    all.put("RMSprop", RmsProp.builder().setLearningRateTracker(rate).build());
    all.put(
        "RMSprop, centered, momentum, decay",
        RmsProp.builder()
            .setLearningRateTracker(rate)
            .optCentered(true)
            .optMomentum(0.9)
            .optWeightDecays(1e-3f)
            .build());
    all.put("Adagrad", Adagrad.builder().setLearningRateTracker(rate).build());
    all.put("Adadelta", Adadelta.builder().setLearningRateTracker(rate).build());
    all.put(
        "Nesterov",
        NesterovMomentum.builder().setLearningRateTracker(rate).setMomentum(0.9).build());
    all.put(
        "Nesterov, rescaled, clipped, decay",
        NesterovMomentum.builder()
            .setLearningRateTracker(rate)
            .setMomentum(0.9)
            .setRescaleGrad(0.5f)
            .optClipGrad(1)
            .optWeightDecays(1e-3f)
            .build());
    return all;
  }

  private static void compare(int depth, int inputs) {
    Map<String, Training> trainings = new LinkedHashMap<>();
    optimizers().forEach((name, o) -> trainings.put(name, new Training(depth, inputs, o)));
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Map.Entry<String, Training> entry : trainings.entrySet()) {
        double time = entry.getValue().step();
        if (round >= 0) {
          times.computeIfAbsent(entry.getKey(), key -> new ArrayList<>()).add(time);
        }
      }
    }
    double adam = median(times.get(ADAM));
    String network = "FC L=%d d=%d".formatted(depth, inputs);
    times.forEach((name, list) -> Table.row(network, name, median(list), adam, BAR));
    trainings.values().forEach(Training::close);
  }

  private static double median(List<Double> values) {
    return Table.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A network of width 1024 with a batch of 32 and its optimizer. */
  private static final class Training implements AutoCloseable {

    private final Model model = Model.newInstance("training", "PyTorch");
    private final Trainer trainer;
    private final NDArray x;
    private final NDArray y;

    Training(int depth, int inputs, Optimizer optimizer) {
      Engine.getInstance().setRandomSeed(1);
      Block block = Networks.fullyConnected().setDepth(depth).setWidth(1024).build();
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, inputs));
      trainer =
          model.newTrainer(
              new DefaultTrainingConfig(SquaredErrorLoss.create()).optOptimizer(optimizer));
      trainer.initialize(new Shape(1, inputs));
      x = model.getNDManager().randomNormal(new Shape(32, inputs));
      y = model.getNDManager().randomNormal(new Shape(32, 1));
    }

    /** One training step; answers the milliseconds of the update. */
    double step() {
      try (NDManager batch = model.getNDManager().newSubManager()) {
        NDList data = new NDList(x.stopGradient());
        data.attach(batch);
        try (GradientCollector collector = trainer.newGradientCollector()) {
          NDList outputs = trainer.forward(data);
          collector.backward(trainer.getLoss().evaluate(new NDList(y), outputs));
        }
        return Table.time(trainer::step);
      }
    }

    @Override
    public void close() {
      trainer.close();
      model.close();
    }
  }
}
