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
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.translate.Batchifier;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.features.Agop;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.listener.MeasuringCost;
import io.catapult.djl.listener.MeasuringSchedule;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.schedule.CriticalRateTracker;
import io.catapult.djl.trace.TraceEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * The critical-rate tracker on the rank-2 task, told only how many catapults to make: test loss and
 * AGOP alignment after 800 steps, over seeds for data and initialisation. The critical rate is
 * measured on 256 of the 2000 points.
 *
 * <p>Arguments, all optional: catapults (3), first seed (0), seeds (10), momentum (0), batch size
 * (2000, full batch). Run with OMP_NUM_THREADS=1.
 */
public final class CriticalRateExperiment {

  private static final int SAMPLES = 2000;
  private static final int MEASURED = 256;
  private static final int HELD_OUT = 5000;
  private static final int STEPS = 800;

  private CriticalRateExperiment() {}

  /** Runs the experiment. */
  public static void main(String[] args) {
    int catapults = (int) argument(args, 0, 3);
    int firstSeed = (int) argument(args, 1, 0);
    int seeds = (int) argument(args, 2, 10);
    double[] losses = new double[seeds];
    double[] alignments = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      CriticalRateTracker tracker =
          CriticalRateTracker.builder()
              .setCatapults(catapults)
              .optMomentum(argument(args, 3, 0))
              .optPerBatch(argument(args, 4, SAMPLES) < SAMPLES)
              .build();
      double[] result =
          run(
              tracker,
              firstSeed + i,
              (float) argument(args, 3, 0),
              (int) argument(args, 4, SAMPLES));
      losses[i] = result[0];
      alignments[i] = result[1];
    }
    System.out.printf(
        Locale.ROOT,
        "median test loss %.3f, largest %.3f; median alignment %.3f, smallest %.3f%n",
        median(losses),
        Arrays.stream(losses).max().orElseThrow(),
        median(alignments),
        Arrays.stream(alignments).min().orElseThrow());
  }

  private static double argument(String[] args, int index, double otherwise) {
    return args.length > index ? Double.parseDouble(args[index]) : otherwise;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double[] run(
      CriticalRateTracker tracker, int seed, float momentum, int batchSize) {
    Engine.getInstance().setRandomSeed(seed);
    Random random = new Random(seed);
    try (Model model = Model.newInstance("rank-2", "PyTorch");
        NDManager manager = NDManager.newBaseManager(null, "PyTorch")) {
      RankTwoTask training = RankTwoTask.samples(manager, SAMPLES, random);
      RankTwoTask test = RankTwoTask.samples(manager, HELD_OUT, random);
      Block block = Networks.fullyConnected().setDepth(2).setWidth(1024).optBias(false).build();
      model.setBlock(block);
      Shape one = new Shape(1, RankTwoTask.INPUTS);
      block.initialize(model.getNDManager(), DataType.FLOAT32, one);
      Optimizer sgd = Optimizer.sgd().setLearningRateTracker(tracker).optMomentum(momentum).build();
      CatapultListener listener = listener(sgd, training);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(SquaredErrorLoss.create())
              .optOptimizer(sgd)
              .addTrainingListeners(listener);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(one);
        long start = System.nanoTime();
        for (int step = 0; step < STEPS; step++) {
          step(trainer, training, batchSize, random);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return report(seed, trainer, test, tracker, listener, seconds);
      }
    }
  }

  /** What the tracker asks for, and nothing else. */
  private static CatapultListener listener(Optimizer sgd, RankTwoTask training) {
    return CatapultListener.builder()
        .setOptimizer(sgd)
        .setProbeData(training.x().get(":" + MEASURED), training.y().get(":" + MEASURED))
        .optCost(MeasuringCost.FORWARD_PASS)
        .optSchedule(MeasuringSchedule.every(100))
        .build();
  }

  private static void step(Trainer trainer, RankTwoTask training, int batchSize, Random random) {
    try (NDManager scratch = trainer.getManager().newSubManager();
        Batch batch = batch(scratch, training, batchSize, random)) {
      EasyTrain.trainBatch(trainer, batch);
      trainer.step();
    }
  }

  private static Batch batch(NDManager scratch, RankTwoTask task, int size, Random random) {
    NDList data;
    NDList labels;
    if (size < SAMPLES) {
      NDArray chosen = scratch.create(random.ints(size, 0, SAMPLES).toArray());
      NDIndex index = new NDIndex("{}", chosen);
      data = new NDList(task.x().get(scratch, index));
      labels = new NDList(task.y().get(scratch, index));
    } else {
      data = new NDList(task.x().stopGradient());
      labels = new NDList(task.y().stopGradient());
      data.attach(scratch);
      labels.attach(scratch);
    }
    NDManager own = scratch.newSubManager();
    return new Batch(own, data, labels, size, Batchifier.STACK, Batchifier.STACK, 0, 0);
  }

  private static double[] report(
      int seed,
      Trainer trainer,
      RankTwoTask test,
      CriticalRateTracker tracker,
      CatapultListener listener,
      double seconds) {
    listener.flush();
    try (NDManager scratch = trainer.getManager().newSubManager();
        ModelView view = ModelView.of(trainer);
        Agop truth = RankTwoTask.truth(scratch);
        Agop agop = Agop.of(view, test.x())) {
      NDArray x = test.x().stopGradient();
      x.attach(scratch);
      NDList outputs = trainer.evaluate(new NDList(x));
      double loss = trainer.getLoss().evaluate(new NDList(test.y()), outputs).getFloat();
      double alignment = agop.alignment(truth).cosine();
      System.out.printf(
          Locale.ROOT,
          "seed %d: test loss %.3f, alignment %.3f, %d catapults, %.0f s%n",
          seed,
          loss,
          alignment,
          tracker.catapults(),
          seconds);
      listener.trace().events().stream()
          .filter(event -> event.kind() != TraceEvent.Kind.PHASE)
          .forEach(event -> System.out.printf("  %d: %s%n", event.step(), event.words()));
      return new double[] {loss, alignment};
    }
  }
}
