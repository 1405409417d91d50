/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener.BatchData;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * One training as it is watched: measures at w(t), between the backward pass and update t, and
 * completes the measurement of step t at the next event, when w(t+1) can be seen.
 */
final class TrainingWatch implements AutoCloseable {

  private final ListenerSettings settings;
  private final FailureLog failures;
  private final Chronicle chronicle;
  private final Stopwatch stopwatch;
  private final Detections detections;
  private final Instruments instruments;
  private final Steering steering;
  private final Pace pace;
  private final ValidationLoss validation;
  private final StepClock clock;
  private int epoch;
  private Values values;
  private long valuesStep = -1; // none yet
  private int valuesEpoch;
  private PendingBatch pending;
  private boolean isRestored;
  private boolean isBegun;

  TrainingWatch(
      ListenerSettings settings,
      Trainer trainer,
      Instruments instruments,
      Chronicle chronicle,
      Detections detections,
      Stopwatch stopwatch,
      FailureLog failures) {
    this.settings = settings;
    this.failures = failures;
    this.chronicle = chronicle;
    this.detections = detections;
    this.stopwatch = stopwatch;
    this.instruments = instruments;
    this.steering = new Steering(settings, trainer, chronicle::add);
    this.pace = new Pace(settings, stopwatch);
    this.validation = new ValidationLoss(trainer.getLoss());
    this.clock = new StepClock(settings, firstParameter(trainer));
  }

  private static String firstParameter(Trainer trainer) {
    return trainer.getModel().getBlock().getParameters().valueAt(0).getId();
  }

  /** After the backward pass on a batch, before the update. */
  void beforeUpdate(BatchData data) {
    long before = clock.step();
    if (!clock.tick()) {
      teachTwin(data); // the gradients of several batches are gathered for one update
      return;
    }
    long step = clock.step();
    updateTwin(before);
    complete();
    Set<Instrument> due = EnumSet.noneOf(Instrument.class);
    failures.guard("the schedule", step, () -> due.addAll(pace.due(step)));
    failures.guard("the learning-rate tracker", step, () -> due.addAll(steering.needs(step)));
    Values now = new Values();
    PendingBatch batch = measure(due, step, data, now);
    failures.guard(
        "the learning-rate tracker", step, () -> isRestored = steering.decide(step, now));
    followWeights(step);
    hold(step, now, batch);
    teachTwin(data);
  }

  /** At the weights and the rate that the update is made with, now that both are decided. */
  private void followWeights(long step) {
    stopwatch.unbudgeted(() -> instruments.motion().use(step, it -> it.add(clock.rate(step))));
  }

  /** The twin makes up for an update before its rate can change. */
  private void updateTwin(long step) {
    stopwatch.unbudgeted(() -> instruments.twin().use(step, it -> it.update(step)));
  }

  private void teachTwin(BatchData data) {
    if (instruments.twin().isThere()) {
      stopwatch.unbudgeted(
          () ->
              failures.guard(
                  "reading the batch", clock.step(), () -> withBatch(data, this::teachTwin)));
    }
  }

  private void teachTwin(NDList x, NDList y) {
    instruments.twin().use(clock.step(), it -> it.add(x, y));
  }

  private PendingBatch measure(Set<Instrument> due, long step, BatchData data, Values now) {
    if (!isBegun) {
      isBegun = true;
      instruments.recordStart(step);
    }
    instruments.measureProbe(due, step, now);
    PendingBatch[] pendingBatch = new PendingBatch[1];
    if (due.stream().anyMatch(Instrument::isOfBatch)) {
      failures.guard(
          "reading the batch",
          step,
          () ->
              withBatch(
                  data,
                  (x, y) -> pendingBatch[0] = instruments.measureBatch(due, step, x, y, now)));
    }
    return pendingBatch[0];
  }

  /** Hands the batch on, on the device of the model. */
  private void withBatch(BatchData data, BiConsumer<NDList, NDList> use) {
    ModelView model = instruments.model();
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      Batch batch = data.getBatch();
      use.accept(onDevice(batch.getData(), scratch), onDevice(batch.getLabels(), scratch));
    }
  }

  private static NDList onDevice(NDList arrays, NDManager scratch) {
    NDList moved = new NDList();
    for (NDArray array : arrays) {
      NDArray there = array.toDevice(scratch.getDevice(), false);
      if (there != array) {
        there.attach(scratch);
      }
      moved.add(there);
    }
    return moved;
  }

  /** Keeps what was measured until the update has been made. */
  private void hold(long step, Values now, PendingBatch batch) {
    failures.guard("the validation loss", step, () -> validation.take(now));
    if (now.isEmpty()) {
      return;
    }
    failures.guard("the learning rate", step, () -> putRate(step, now));
    failures.guard("the auxiliary residual", step, () -> instruments.noteUpdate(now, isRestored));
    values = now;
    valuesStep = step;
    valuesEpoch = epoch;
    pending = batch;
    pace.note(now);
  }

  private void putRate(long step, Values now) {
    double rate = clock.rate(step);
    now.put(Quantity.LEARNING_RATE, rate);
    settings
        .optimizer()
        .threshold(rate)
        .ifPresent(t -> now.put(Quantity.PRECONDITIONED_THRESHOLD, t));
  }

  /** Completes the measurement of the step before, now that its update has been made. */
  void complete() {
    if (values == null) {
      return;
    }
    Values done = values;
    values = null;
    if (pending != null) {
      try (PendingBatch batch = pending) {
        failures.guard(
            "the change of the loss by the update",
            valuesStep,
            () -> batch.complete(instruments.model(), done));
      } finally {
        pending = null;
      }
    }
    done.put(Quantity.MEASURING_TIME, stopwatch.measuringNanos() / 1e9);
    done.put(Quantity.TRAINING_TIME, stopwatch.trainingNanos() / 1e9);
    record(done);
  }

  private void record(Values done) {
    Measurement measurement = done.at(valuesStep, valuesEpoch);
    chronicle.add(measurement);
    failures.guard(
        "the detector",
        valuesStep,
        () -> detections.accept(measurement, steering::catapult).forEach(chronicle::add));
    if (isRestored) {
      // Weights that were put back bring the loss down: that ends a spike, and is no catapult.
      isRestored = false;
      failures.guard("the detector", valuesStep, this::finishDetections);
    }
  }

  private void finishDetections() {
    detections.finish(steering::catapult).forEach(chronicle::add);
  }

  /** A batch that was validated on. */
  void validated(BatchData data) {
    validation.add(data);
  }

  void epochEnded() {
    complete();
    epoch++;
  }

  /** Measures the last weights, which no update follows, unless the last batch had none either. */
  void finish() {
    long step = clock.afterLast();
    if (step != clock.step()) {
      updateTwin(clock.step());
    }
    complete();
    if (step != valuesStep) {
      measureLast(step);
    } else {
      instruments.recordLast(settings.instruments(), step);
    }
    failures.guard("the detector", step, this::finishDetections);
  }

  private void measureLast(long step) {
    Values last = new Values();
    instruments.measureLast(settings.instruments(), step, last);
    failures.guard("the validation loss", step, () -> validation.take(last));
    if (!last.isEmpty()) {
      values = last;
      valuesStep = step;
      valuesEpoch = epoch;
      complete();
    }
  }

  @Override
  public void close() {
    if (pending != null) {
      pending.close();
      pending = null;
    }
    steering.close();
    instruments.close();
  }
}
