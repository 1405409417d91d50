/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.landscape.LossLine;
import io.catapult.djl.trajectory.WeightTrajectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A network that gradient descent trains in this process, on all samples or on batches, with what
 * is measured of it on the way. Measurements are in float64; the training is in float32, by one
 * thread: their number changes the last bits, of which oscillation makes much.
 */
final class DescendingNetwork implements AutoCloseable {

  private final Model model = Model.newInstance("network", "PyTorch");
  private final Loss loss;
  private final Trainer trainer;
  private final ModelView view;
  private final int threads;
  private final List<Double> losses = new ArrayList<>();
  private float rate;
  private NDArray x;
  private NDArray y;
  private NDList wideInputs;
  private NDList wideLabels;

  /**
   * Initialises the network.
   *
   * @param block not initialised
   * @param data makes inputs and labels
   */
  DescendingNetwork(Block block, Loss loss, float rate, long seed, Data data) {
    this.loss = loss;
    this.rate = rate;
    threads = Aten.threads();
    Aten.setThreads(1);
    NDManager manager = model.getNDManager();
    Engine.getInstance().setRandomSeed((int) seed);
    takeData(data);
    model.setBlock(block);
    block.initialize(manager, DataType.FLOAT32, x.getShape());
    Tracker tracker = update -> this.rate;
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(Optimizer.sgd().setLearningRateTracker(tracker).build())
                .addTrainingListeners(new LossKeeper()));
    trainer.initialize(x.getShape());
    view = ModelView.of(model);
  }

  /** Cross-entropy of the softmax of the outputs; labels are one-hot. */
  static Loss crossEntropy() {
    return Loss.softmaxCrossEntropyLoss("CrossEntropy", 1, -1, false, true);
  }

  /** Inputs and labels for a manager. */
  interface Data {

    /** The inputs. */
    NDArray inputs(NDManager manager);

    /** The labels. */
    NDArray labels(NDManager manager);
  }

  /** Goes on with other data of the same shape, but for their number. */
  void takeData(Data data) {
    NDManager manager = model.getNDManager();
    x = data.inputs(manager);
    y = data.labels(manager);
    wideInputs = new NDList(x.toType(DataType.FLOAT64, true));
    wideLabels = new NDList(y.toType(DataType.FLOAT64, true));
  }

  /** Keeps the loss before each update, of the outputs that the training has anyway. */
  private final class LossKeeper extends TrainingListenerAdapter {

    @Override
    public void onTrainingBatch(Trainer of, BatchData batch) {
      NDList labels = batch.getLabels().get(x.getDevice());
      NDList outputs = batch.getPredictions().get(x.getDevice());
      try (NDArray value = loss.evaluate(labels, outputs)) {
        losses.add((double) value.getFloat());
      }
    }
  }

  /** The loss before each update so far. */
  double[] losses() {
    return losses.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Takes another learning rate from now on. */
  void setRate(double rate) {
    this.rate = (float) rate;
  }

  /** The learning rate. */
  float rate() {
    return rate;
  }

  /** Takes a share of the critical rate 2 / lambda_max at the present weights from now on. */
  void setShareOfCriticalRate(double share) {
    try (SharpnessTracker tracker = SharpnessTracker.top(1)) {
      setRate(
          share * measure((wide, in, out) -> 2 / tracker.measure(wide, loss, in, out).largest()));
    }
  }

  /** What is trained on. */
  Loss loss() {
    return loss;
  }

  /** The present weights. */
  float[] weights() {
    try (NDManager scope = model.getNDManager().newSubManager()) {
      return view.flatParameters(scope).toFloatArray();
    }
  }

  /** Adds the present weights, with the number of updates made as their step. */
  void keep(WeightTrajectory path) {
    path.add(losses.size(), view);
  }

  /** A view of the network at earlier weights. */
  static ModelView at(ModelView view, float[] weights) {
    try (NDManager scope = NDManager.newBaseManager(view.device(), "PyTorch")) {
      return view.at(scope.create(weights).toType(view.dataType(), true));
    }
  }

  /** Updates on all samples. */
  void train(int updates) {
    for (int i = 0; i < updates; i++) {
      NDManager scope = trainer.getManager().newSubManager();
      update(scope, copy(x, scope), copy(y, scope));
    }
  }

  /**
   * Updates on batches, all samples in a new order time after time; those left over at the end of
   * an order are in none.
   *
   * @param size of a batch, at most all samples
   */
  void trainOnBatches(int updates, int size, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, count()).boxed().toList());
    int batches = count() / size;
    for (int i = 0; i < updates; i++) {
      if (i % batches == 0) {
        Collections.shuffle(order, random);
      }
      int from = i % batches * size;
      NDManager scope = trainer.getManager().newSubManager();
      NDIndex rows =
          new NDIndex(
              "{}",
              scope.create(
                  order.subList(from, from + size).stream().mapToInt(row -> row).toArray()));
      update(scope, new NDList(x.get(scope, rows)), new NDList(y.get(scope, rows)));
    }
  }

  private int count() {
    return (int) x.getShape().get(0);
  }

  private void update(NDManager scope, NDList inputs, NDList labels) {
    int size = (int) inputs.head().getShape().get(0);
    try (Batch batch =
        new Batch(scope, inputs, labels, size, Batchifier.STACK, Batchifier.STACK, 0, 0)) {
      EasyTrain.trainBatch(trainer, batch);
      trainer.step();
    }
  }

  private static NDList copy(NDArray array, NDManager scope) {
    NDArray copy = array.duplicate();
    copy.attach(scope);
    return new NDList(copy);
  }

  /** What is measured at the present weights. */
  interface Measuring<T> {

    /**
     * Measures.
     *
     * @param view the network, in float64
     * @param x the inputs
     * @param y the labels
     */
    T at(ModelView view, NDList x, NDList y);
  }

  /** Measures at the present weights. */
  <T> T measure(Measuring<T> measuring) {
    try (ModelView wide = view.toType(DataType.FLOAT64)) {
      return measuring.at(wide, wideInputs, wideLabels);
    }
  }

  /** Measures along the gradient at the present weights, the line that the next update lies on. */
  <T> T alongGradient(Function<LossLine, T> measuring) {
    return measure(
        (wide, inputs, labels) -> {
          try (LossLine line = LossLine.downGradient(wide, loss, inputs, labels)) {
            return measuring.apply(line);
          }
        });
  }

  @Override
  public void close() {
    view.close();
    trainer.close();
    model.close();
    Aten.setThreads(threads);
  }
}
