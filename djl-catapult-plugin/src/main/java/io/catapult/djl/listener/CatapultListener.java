/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.schedule.CriticalRateTracker;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceAt;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceUpdate;
import io.catapult.djl.trace.TrainingTrace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Watches the training of any DJL block: at the steps that its schedule or its overhead budget
 * chooses it measures what was asked for, detects catapults, and keeps a {@link TrainingTrace}.
 *
 * <pre>{@code
 * CatapultListener listener =
 *     CatapultListener.builder()
 *         .setOptimizer(optimizer)
 *         .setProbeData(x, y)
 *         .optOverheadBudget(0.10)
 *         .optTraceFile(Path.of("run.jsonl"))
 *         .build();
 * config.addTrainingListeners(listener);
 * }</pre>
 *
 * <p>Clock: step t is the number of updates made so far. What is recorded at step t is measured at
 * the weights w(t), after the backward pass of batch t and before its update, whose learning rate
 * is eta(t). PDiff_1(t), which needs w(t+1), is measured on a copy of batch t at the next event, at
 * the end of the epoch, or by {@link #flush()}.
 *
 * <p>It works with {@code EasyTrain.fit} and with any loop that calls {@code EasyTrain.trainBatch}
 * and {@code Trainer.step}; a loop that does neither calls {@link #onTrainingBatch} itself, after
 * the backward pass and before the step. Where the gradients of several batches make one update,
 * the first of them is measured; that needs {@link CatapultListenerBuilder#setOptimizer}.
 *
 * <p>The training stays as it is, bit by bit: weights, gradients, running statistics and the
 * engine's random numbers are left alone. The exception is a learning-rate tracker that is asked to
 * steer, see {@link io.catapult.djl.schedule.CriticalRateTracker}. A failure of this listener is
 * logged once, recorded as an event, and the training goes on.
 *
 * <p>One listener watches one training; it ends with the trainer, which closes it. Callbacks come
 * from the training thread; {@link #trace()} may be called from any.
 */
public final class CatapultListener extends TrainingListenerAdapter
    implements MeasurementSource, AutoCloseable {

  private final ListenerSettings settings;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Chronicle chronicle;
  private final FailureLog failures;
  private final Detections detections;
  private Trainer trainer;
  private TrainingWatch watch;
  private boolean isFinished;
  private volatile boolean hasEnded;

  CatapultListener(ListenerSettings settings) {
    this.settings = settings;
    this.detections = new Detections(settings);
    this.chronicle = new Chronicle(settings);
    this.failures = new FailureLog(chronicle::add);
  }

  /** Begins to describe a listener. */
  public static CatapultListenerBuilder builder() {
    return new CatapultListenerBuilder();
  }

  @Override
  public void onTrainingBatch(Trainer of, BatchData batchData) {
    if (isFinished) {
      return;
    }
    measuring(
        "watching the batch",
        () -> {
          if (trainer == null) {
            begin(of);
          }
          if (isWatching(of)) {
            watch.beforeUpdate(batchData);
          }
        });
  }

  /**
   * The header first, so that a trace says even of a training that cannot be measured what it was.
   */
  private void begin(Trainer of) {
    trainer = of;
    chronicle.begin(RunDescription.of(settings, of));
    Arguments.require(
        settings.optimizer().isOf(of),
        "the optimizer that the trainer updates by",
        "another " + settings.optimizer().name(),
        "give setOptimizer the one of the training configuration");
    noteUnsuitedTracker();
    AgopSnapshots snapshots = new AgopSnapshots(chronicle::add);
    Instruments instruments = new Instruments(settings, of, snapshots, failures);
    instruments
        .leftOut()
        .forEach(words -> chronicle.add(TraceEvent.of(0, TraceEvent.Kind.NOTE, words)));
    watch =
        new TrainingWatch(settings, of, instruments, chronicle, detections, stopwatch, failures);
  }

  private void noteUnsuitedTracker() {
    if (settings.tracker() instanceof CriticalRateTracker) {
      CriticalRateTracker.unsuitedTo(settings.optimizer().name())
          .ifPresent(why -> chronicle.add(TraceEvent.of(0, TraceEvent.Kind.NOTE, why)));
    }
  }

  @Override
  public void onValidationBatch(Trainer of, BatchData batchData) {
    if (isWatching(of)) {
      measuring("the validation loss", () -> watch.validated(batchData));
    }
  }

  @Override
  public void onEpoch(Trainer of) {
    if (isWatching(of)) {
      measuring("the end of the epoch", watch::epochEnded);
    }
  }

  @Override
  public void onTrainingEnd(Trainer of) {
    if (of == trainer) {
      close();
    }
  }

  /**
   * Completes the measurement of the last step now; its update must have been made. Not needed in
   * general: the next batch, the end of an epoch and the end of the training do it too.
   */
  public void flush() {
    if (isWatching(trainer)) {
      measuring("completing the last step", watch::complete);
    }
  }

  /** What was recorded so far. */
  public TrainingTrace trace() {
    return chronicle.trace();
  }

  /**
   * What was recorded so far, with a cursor to go on from.
   *
   * @throws IllegalStateException if there was no batch yet
   */
  public TraceAt now() {
    return chronicle.now();
  }

  /**
   * What was recorded since a reader looked last, for those who follow a training: see {@link
   * io.catapult.djl.trace.TraceRecorder#since}.
   *
   * @param cursor of the reader's last update; 0 for the beginning
   */
  public TraceUpdate since(long cursor) {
    return chronicle.since(cursor);
  }

  /** Whether a batch was seen, so that there is a trace. */
  public boolean hasBegun() {
    return chronicle.isBegun();
  }

  /** Whether the watching has ended and the trace is as it stays. */
  public boolean hasEnded() {
    return hasEnded;
  }

  /** What was detected so far: catapults by each rule, spikes by verdict, phases. */
  public DynamicsSummary summary() {
    return detections.summary();
  }

  @Override
  public OptionalDouble latest(Quantity quantity) {
    return chronicle.latest(quantity);
  }

  @Override
  public long events(TraceEvent.Kind kind) {
    return chronicle.events(kind);
  }

  /** Ends the watching, as the end of the training does; a second call does nothing. */
  @Override
  public void close() {
    if (isFinished) {
      return;
    }
    isFinished = true;
    try {
      end();
    } finally {
      hasEnded = true;
    }
  }

  private void end() {
    if (watch != null) {
      measuring("the last measurement", watch::finish);
      measuring("closing the instruments", watch::close);
    } else {
      settings.probe().close();
    }
    if (chronicle.isBegun()) {
      failures.guard("ending the trace", chronicle.lastStep(), this::endTrace);
    }
  }

  /** Whether it is this trainer's training that is watched, and has not ended. */
  private boolean isWatching(Trainer of) {
    return !isFinished && watch != null && of == trainer;
  }

  private void endTrace() {
    Map<String, Object> summary = new LinkedHashMap<>(summary().toMap());
    summary.put("failures", failures.counts());
    chronicle.end(stopwatch, "the training ended", summary);
  }

  private void measuring(String what, Runnable body) {
    stopwatch.startMeasuring();
    failures.guard(what, chronicle.lastStep(), body);
    stopwatch.stopMeasuring();
  }
}
