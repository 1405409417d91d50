/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDList;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.util.Optional;

/** The steps of one training, and the looks at its loss between them. */
final class TrainingLoop {

  /** Samples of one pass where only the loss is wanted, if batches are smaller. */
  private static final int PASS = 1024;

  private final Trainer trainer;
  private final Samples training;
  private final Optional<Samples> validation;
  private final BatchOrder order;
  private final StopRule rule;
  private final Optional<TrainingProgress> progress;
  private final long steps;
  private final int checkEvery;
  private final LastLoss lastLoss;
  private long step;

  TrainingLoop(
      Trainer trainer,
      Samples training,
      Optional<Samples> validation,
      BatchOrder order,
      StopRule rule,
      Optional<TrainingProgress> progress,
      LastLoss lastLoss) {
    this.trainer = trainer;
    this.training = training;
    this.validation = validation;
    this.order = order;
    this.rule = rule;
    this.progress = progress;
    this.lastLoss = lastLoss;
    this.steps = rule.steps(order.stepsPerEpoch());
    this.checkEvery = StopRule.stepsBetweenChecks(order.stepsPerEpoch());
  }

  /** The loss of the batch of the last step before a look. */
  static final class LastLoss extends TrainingListenerAdapter {

    private boolean isDue;
    private double value;

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData data) {
      if (isDue) {
        NDList labels = data.getLabels().values().iterator().next();
        NDList outputs = data.getPredictions().values().iterator().next();
        value = trainer.getLoss().evaluate(labels, outputs).getFloat();
      }
    }
  }

  /** Trains to the end. */
  Ending run() {
    while (step < steps) {
      if (step % checkEvery == 0) {
        Optional<Ending> early = look();
        if (early.isPresent()) {
          return early.get();
        }
      }
      lastLoss.isDue = (step + 1) % checkEvery == 0 || step + 1 == steps;
      update();
      step++;
      if (step % order.stepsPerEpoch() == 0) {
        trainer.notifyListeners(listener -> listener.onEpoch(trainer));
      }
    }
    return look().orElse(rule.last(order.stepsPerEpoch()));
  }

  /** Updates made. */
  long steps() {
    return step;
  }

  private void update() {
    try (Batch batch =
        order.isFullBatch() ? training.batch(trainer) : training.batch(trainer, order.next())) {
      EasyTrain.trainBatch(trainer, batch);
      trainer.step();
    }
  }

  /** Ends a training that has diverged or is good enough; validates; reports. */
  private Optional<Ending> look() {
    if (!Double.isFinite(lastLoss.value)) {
      return Optional.of(Ending.DIVERGED);
    }
    validation.ifPresent(this::validate);
    if (!rule.needsLoss() && progress.isEmpty()) {
      return Optional.empty();
    }
    double loss = trainLoss();
    progress.ifPresent(to -> to.at(step, (double) step / steps, loss));
    if (!Double.isFinite(loss)) {
      return Optional.of(Ending.DIVERGED);
    }
    return loss < rule.lossBelow() ? Optional.of(Ending.LOSS_BELOW) : Optional.empty();
  }

  private void validate(Samples samples) {
    samples.inBatches(
        trainer, passSize(), (batch, size) -> EasyTrain.validateBatch(trainer, batch));
  }

  /** The loss of the whole training set at the present weights. */
  double trainLoss() {
    double[] sum = new double[1];
    training.inBatches(
        trainer,
        passSize(),
        (batch, size) -> {
          NDList outputs = trainer.evaluate(batch.getData());
          sum[0] += size * trainer.getLoss().evaluate(batch.getLabels(), outputs).getFloat();
        });
    return sum[0] / training.size();
  }

  private int passSize() {
    return Math.max(PASS, order.batchSize());
  }
}
