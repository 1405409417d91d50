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
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.features.Agop;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.Instrument;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.listener.MeasuringSchedule;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The rank-2 row of Table 1 of Catapults in SGD, watched by the listener: catapults by each rule,
 * test loss and AGOP alignment over batch sizes, at half of the critical rate, until the training
 * loss is below 1e-3.
 *
 * <p>Arguments: batch sizes (default: 2000 50 10 5). Run with OMP_NUM_THREADS=1.
 */
public final class TableOneExperiment {

  private static final int SAMPLES = 2000;
  private static final int HELD_OUT = 5000;
  private static final double ENOUGH = 1e-3;
  private static final int MOST_STEPS = 60_000;

  private TableOneExperiment() {}

  /** Runs the experiment. */
  public static void main(String[] args) {
    List<Integer> sizes =
        args.length == 0
            ? List.of(2000, 50, 10, 5)
            : Arrays.stream(args).map(Integer::valueOf).toList();
    for (int size : sizes) {
      run(size, 0);
    }
  }

  private static void run(int batchSize, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    Random random = new Random(seed);
    try (Model model = Model.newInstance("rank-2", "PyTorch");
        NDManager manager = NDManager.newBaseManager(null, "PyTorch");
        Agop truth = RankTwoTask.truth(manager)) {
      RankTwoTask training = RankTwoTask.samples(manager, SAMPLES, random);
      RankTwoTask validation = RankTwoTask.samples(manager, HELD_OUT, random);
      RankTwoTask test = RankTwoTask.samples(manager, HELD_OUT, random);
      Block block = Networks.fullyConnected().setDepth(2).setWidth(1024).optBias(false).build();
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, RankTwoTask.INPUTS));
      float rate = (float) (criticalRate(model, training) / 2);
      Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build();
      int epoch = Math.max(20, SAMPLES / batchSize);
      CatapultListener listener =
          CatapultListener.builder()
              .setOptimizer(sgd)
              .setProbeData(training.x(), training.y())
              .optCost(MeasuringCost.FORWARD_PASS)
              .addInstrument(Instrument.BATCH_KERNEL)
              .optTopEigenspace(1)
              .optSchedule(MeasuringSchedule.every(epoch))
              .optBatchSchedule(MeasuringSchedule.every(batchSize == SAMPLES ? 50 : 1))
              .build();
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create())
              .optOptimizer(sgd)
              .addTrainingListeners(listener);
      long start = System.nanoTime();
      int steps;
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(1, RankTwoTask.INPUTS));
        steps = train(trainer, training, validation, batchSize, epoch, random);
        report(batchSize, rate, steps, trainer, test, truth);
      }
      System.out.printf(
          Locale.ROOT, "  %.0f s%n  %s%n", (System.nanoTime() - start) / 1e9, listener.summary());
    }
  }

  private static double criticalRate(Model model, RankTwoTask training) {
    try (ModelView view = ModelView.of(model);
        SharpnessTracker tracker = SharpnessTracker.top(1)) {
      NDList x = new NDList(training.x());
      NDList y = new NDList(training.y());
      return tracker.measure(view, SquaredErrorLoss.create(), x, y).criticalRate(0).rate();
    }
  }

  private static int train(
      Trainer trainer,
      RankTwoTask training,
      RankTwoTask validation,
      int batchSize,
      int epoch,
      Random random) {
    List<Integer> order = new ArrayList<>();
    for (int step = 0; step < MOST_STEPS; step++) {
      if (step % epoch == 0) {
        if (loss(trainer, training) < ENOUGH) {
          return step;
        }
        Batch held = batch(trainer, validation.x(), validation.y());
        EasyTrain.validateBatch(trainer, held);
        held.close();
      }
      if (order.size() < batchSize) {
        order.clear();
        for (int i = 0; i < SAMPLES; i++) {
          order.add(i);
        }
        Collections.shuffle(order, random);
      }
      step(trainer, training, order, batchSize);
    }
    return MOST_STEPS;
  }

  private static void step(
      Trainer trainer, RankTwoTask training, List<Integer> order, int batchSize) {
    List<Integer> chosen = order.subList(order.size() - batchSize, order.size());
    try (NDManager scratch = trainer.getManager().newSubManager()) {
      NDArray index = scratch.create(chosen.stream().mapToInt(i -> i).toArray());
      NDArray x = training.x().get(index);
      NDArray y = training.y().get(index);
      x.attach(scratch);
      y.attach(scratch);
      Batch batch = batch(trainer, x, y);
      EasyTrain.trainBatch(trainer, batch);
      trainer.step();
      batch.close();
    }
    chosen.clear();
  }

  private static Batch batch(Trainer trainer, NDArray x, NDArray y) {
    NDManager manager = trainer.getManager().newSubManager();
    NDList data = new NDList(x.stopGradient());
    NDList labels = new NDList(y.stopGradient());
    data.attach(manager);
    labels.attach(manager);
    int size = (int) x.getShape().get(0);
    return new Batch(manager, data, labels, size, Batchifier.STACK, Batchifier.STACK, 0, 0);
  }

  private static double loss(Trainer trainer, RankTwoTask task) {
    try (Batch batch = batch(trainer, task.x(), task.y())) {
      NDList outputs = trainer.evaluate(batch.getData());
      return trainer.getLoss().evaluate(batch.getLabels(), outputs).getFloat();
    }
  }

  private static void report(
      int batchSize, double rate, int steps, Trainer trainer, RankTwoTask test, Agop truth) {
    try (ModelView view = ModelView.of(trainer);
        Agop agop = Agop.of(view, test.x())) {
      System.out.printf(
          Locale.ROOT,
          "batch %d: rate %.2f, %d steps, test loss %.3f, alignment %.3f%n",
          batchSize,
          rate,
          steps,
          loss(trainer, test),
          agop.alignment(truth).cosine());
    }
  }
}
