/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.translate.TranslateException;
import io.catapult.djl.listener.CatapultListener;
import io.catapult.djl.nn.Networks;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.schedule.CriticalRateTracker;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.samples.data.FashionMnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Trains a small network on T-shirts against pullovers by gradient descent, with a learning-rate
 * tracker that makes three catapults by the measured critical rate, and watches them.
 */
public final class WatchCatapults {

  private static final int SAMPLES = 128;
  private static final int STEPS = 150;
  private static final int CATAPULTS = 3;
  private static final int SEED = 1;

  private static final List<Quantity> COLUMNS =
      List.of(
          Quantity.PROBE_LOSS,
          Quantity.LEARNING_RATE,
          Quantity.PROBE_CRITICAL_RATE_KERNEL,
          Quantity.PROBE_NTK_NORM);

  private WatchCatapults() {}

  /**
   * Runs the sample.
   *
   * @param args where to write the trace, or nothing for no file
   * @throws IOException if the embedded images cannot be read
   * @throws TranslateException never, the data are arrays
   */
  public static void main(String[] args) throws IOException, TranslateException {
    Engine.getInstance().setRandomSeed(SEED);
    FashionMnist images =
        FashionMnist.builder().optClasses(0, 2).optTrainSize(SAMPLES).optSeed(SEED).build();
    try (Model model = Model.newInstance("fashion-mnist", "PyTorch")) {
      NDArray x = images.train().rows(model.getNDManager());
      NDArray y = images.train().signs(model.getNDManager());
      Block block = Networks.fullyConnected().setDepth(3).setWidth(512).optBias(false).build();
      model.setBlock(block);
      block.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 784));
      System.out.printf(
          "%d images of Fashion-MNIST, T-shirt (+1) against pullover (-1); 3 layers, width 512;"
              + " squared loss; gradient descent, %d catapults asked for%n",
          SAMPLES, CATAPULTS);
      print(train(model, x, y, args.length == 0 ? null : Path.of(args[0])));
    }
  }

  private static CatapultListener train(Model model, NDArray x, NDArray y, Path file)
      throws IOException, TranslateException {
    CriticalRateTracker tracker = CriticalRateTracker.builder().setCatapults(CATAPULTS).build();
    Optimizer sgd = Optimizer.sgd().setLearningRateTracker(tracker).build();
    CatapultListener listener =
        CatapultListener.builder()
            .setOptimizer(sgd)
            .setProbeData(x, y)
            .optBatch(false)
            .optEvery(1)
            .optTraceFile(file)
            .build();
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(SquaredErrorLoss.create())
            .optOptimizer(sgd)
            .addTrainingListeners(listener);
    ArrayDataset data =
        new ArrayDataset.Builder().setData(x).optLabels(y).setSampling(SAMPLES, false).build();
    try (Trainer trainer = model.newTrainer(config)) {
      trainer.initialize(x.getShape());
      EasyTrain.fit(trainer, STEPS, data, null);
    }
    return listener;
  }

  private static void print(CatapultListener listener) {
    TrainingTrace trace = listener.trace();
    System.out.printf("%n%6s %12s %12s %12s %12s%n", "step", "loss", "rate", "critical", "norm");
    for (Measurement measurement : trace.measurements()) {
      if (measurement.step() % 10 == 0 || measurement.step() < 40) {
        row(measurement);
      }
    }
    System.out.printf("%nWhat the tracker decided%n");
    trace.events(TraceEvent.Kind.DECISION).forEach(WatchCatapults::line);
    System.out.printf("%nWhat happened%n");
    trace.events(TraceEvent.Kind.SPIKE).forEach(WatchCatapults::line);
    System.out.printf(
        Locale.ROOT,
        "%nMeasuring took %.1f s, training %.1f s.%n",
        trace.footer().orElseThrow().measuringSeconds(),
        trace.footer().orElseThrow().trainingSeconds());
  }

  private static void line(TraceEvent event) {
    System.out.printf("%6d  %s%n", event.step(), event.words());
  }

  /** No update follows the last measurement, which so has no learning rate. */
  private static void row(Measurement measurement) {
    System.out.printf("%6d", measurement.step());
    for (Quantity quantity : COLUMNS) {
      OptionalDouble value = measurement.value(quantity);
      System.out.printf(
          Locale.ROOT,
          " %12s",
          value.isPresent() ? String.format(Locale.ROOT, "%.4g", value.getAsDouble()) : "-");
    }
    System.out.println();
  }
}
