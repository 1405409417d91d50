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
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.CriticalRate;
import io.catapult.djl.curvature.KernelSharpness;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.LossSplit;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How much slower training on batches of 5 is with the batch's kernel, loss split, critical rate
 * and projected loss difference at every step: blocks of steps with and without, in turn in one
 * process, on one thread ({@code OMP_NUM_THREADS=1}). The bar is a third of the speed.
 */
public final class TinyBatchBenchmark {

  private static final int BATCH = 5;
  private static final int STEPS = 100;
  private static final double BAR = 3;

  private final Model model;
  private final Trainer trainer;
  private final ModelView view;
  private final TangentKernel kernel;
  private final NDArray x;
  private final NDArray y;
  private double checksum;

  private TinyBatchBenchmark(boolean bias) {
    Engine.getInstance().setRandomSeed(1);
    model = Model.newInstance("tiny", "PyTorch");
    model.setBlock(Networks.fullyConnected().setDepth(2).setWidth(1024).optBias(bias).build());
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(Tracker.fixed(1e-3f)).build();
    trainer =
        model.newTrainer(new DefaultTrainingConfig(SquaredErrorLoss.create()).optOptimizer(sgd));
    trainer.initialize(new Shape(1, 100));
    x = model.getNDManager().randomNormal(new Shape(BATCH, 100));
    y = model.getNDManager().randomNormal(new Shape(BATCH, 1));
    view = ModelView.of(trainer);
    kernel = TangentKernel.of(view);
  }

  /** Runs the benchmark; the only argument is the number of rounds, 30 unless given. */
  public static void main(String[] args) {
    int rounds = args.length == 0 ? 30 : Integer.parseInt(args[0]);
    for (boolean bias : new boolean[] {false, true}) {
      new TinyBatchBenchmark(bias).run(bias, rounds);
    }
  }

  private void run(boolean bias, int rounds) {
    double[] plain = new double[rounds];
    double[] measured = new double[rounds];
    for (int round = -rounds; round < rounds; round++) {
      double without = block(this::train);
      double with = block(this::trainAndMeasure);
      if (round >= 0) {
        plain[round] = without;
        measured[round] = with;
      }
    }
    double step = Table.median(plain);
    double both = Table.median(measured);
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, i -> measured[i] / plain[i]);
    double ratio = Table.median(ratios);
    System.out.printf(
        Locale.ROOT,
        "%-12s step %.3f ms, measured step %.3f ms, ratio %.2f, at most %.0f: %s (checksum %.6g)%n",
        bias ? "with bias" : "no bias",
        step,
        both,
        ratio,
        BAR,
        ratio <= BAR ? "met" : "NOT MET",
        checksum);
    trainer.close();
    model.close();
  }

  private double block(Consumer<Batch> step) {
    double time = 0;
    for (int i = 0; i < STEPS; i++) {
      try (NDManager manager = model.getNDManager().newSubManager()) {
        NDList data = moved(manager, x);
        NDList labels = moved(manager, y);
        Batch batch =
            new Batch(manager, data, labels, BATCH, Batchifier.STACK, Batchifier.STACK, i, STEPS);
        time += Table.time(() -> step.accept(batch));
      }
    }
    return time / STEPS;
  }

  private static NDList moved(NDManager manager, NDArray array) {
    NDArray share = array.stopGradient();
    share.attach(manager);
    return new NDList(share);
  }

  private void train(Batch batch) {
    EasyTrain.trainBatch(trainer, batch);
    trainer.step();
  }

  private void trainAndMeasure(Batch batch) {
    EasyTrain.trainBatch(trainer, batch);
    NDList labels = batch.getLabels();
    try (KernelMatrix matrix = kernel.exact(batch.getData());
        Eigenpairs top = Eigen.top(matrix.matrix(), 1)) {
      LossSplit before = LossSplit.of(matrix, labels.head(), top);
      double sharpness = KernelSharpness.of(matrix, top, trainer.getLoss(), labels);
      checksum += CriticalRate.fromSharpness(sharpness, 0).rate();
      trainer.step();
      try (NDManager scope = NDManager.newBaseManager(view.device(), "PyTorch")) {
        NDArray outputs = view.outputs(scope, batch.getData());
        LossSplit after = LossSplit.of(outputs, labels.head(), top);
        checksum += after.top(1) - before.top(1);
      }
    }
  }
}
