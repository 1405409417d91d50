/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.FeatureSnapshot;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceAt;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TraceRecorder;
import io.catapult.djl.trace.TraceUpdate;
import io.catapult.djl.trace.TrainingTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what was measured and what happened: in memory, in the file, in the log. */
final class Chronicle {

  private static final Logger LOGGER = LoggerFactory.getLogger(CatapultListener.class);

  private final ListenerSettings settings;
  private final Map<Quantity, Double> latest = new ConcurrentHashMap<>();
  private final Map<TraceEvent.Kind, Long> counts = new ConcurrentHashMap<>();
  private final List<TraceEvent> early = new ArrayList<>();
  private volatile TraceRecorder recorder;
  private long lastStep;

  Chronicle(ListenerSettings settings) {
    this.settings = settings;
  }

  /** Begins the trace; in memory alone where its file cannot be written. */
  void begin(TraceHeader header) {
    TraceEvent fault = null;
    TraceRecorder opened = null;
    if (settings.traceFile() != null) {
      try {
        opened = TraceRecorder.toFile(header, settings.memoryLimit(), settings.traceFile());
      } catch (IOException | RuntimeException e) {
        fault = FailureLog.event("opening the trace file", 0, e);
      }
    }
    recorder = opened == null ? TraceRecorder.inMemory(header, settings.memoryLimit()) : opened;
    if (fault != null) {
      add(fault);
    }
    early.forEach(this::write);
    early.clear();
  }

  /** Whether there is a trace to write in. */
  boolean isBegun() {
    return recorder != null;
  }

  void add(Measurement measurement) {
    lastStep = Math.max(lastStep, measurement.step());
    for (Quantity quantity : measurement.quantities()) {
      measurement.value(quantity).ifPresent(value -> latest.put(quantity, value));
    }
    write(() -> recorder.add(measurement));
  }

  /** Records the AGOP itself. */
  void add(FeatureSnapshot snapshot) {
    write(() -> recorder.add(snapshot));
  }

  /** Records an event, and says it in one line of the log. */
  void add(TraceEvent event) {
    tell(event);
    if (recorder == null) {
      early.add(event);
    } else {
      write(event);
    }
  }

  private void tell(TraceEvent event) {
    counts.merge(event.kind(), 1L, Long::sum);
    if (event.kind() == TraceEvent.Kind.FAILURE) {
      LOGGER.warn(event.words());
    } else {
      LOGGER.info(event.words());
    }
  }

  private void write(TraceEvent event) {
    write(() -> recorder.add(event));
  }

  /** A file that fails is given up by the recorder, which goes on in memory. */
  private void write(Runnable line) {
    try {
      line.run();
    } catch (UncheckedIOException e) {
      add(FailureLog.event("writing the trace file", lastStep, e));
    }
  }

  void end(Stopwatch stopwatch, String outcome, Map<String, Object> summary) {
    double measuring = stopwatch.measuringNanos() / 1e9;
    double training = stopwatch.trainingNanos() / 1e9;
    try {
      recorder.finish(measuring, training, outcome, summary);
    } catch (UncheckedIOException e) {
      // The trace has ended in memory and takes no further event.
      tell(FailureLog.event("writing the end of the trace file", lastStep, e));
    }
  }

  TrainingTrace trace() {
    return now().trace();
  }

  TraceAt now() {
    TraceRecorder recording = recorder;
    if (recording == null) {
      throw new IllegalStateException(
          "Expected a training that has begun; found no batch yet. Remedy: ask for the trace after"
              + " the first batch, and give the listener to the trainer's configuration.");
    }
    return recording.now();
  }

  /** What is new; nothing before there is a trace. */
  TraceUpdate since(long cursor) {
    TraceRecorder recording = recorder;
    return recording == null ? TraceUpdate.none() : recording.since(cursor);
  }

  OptionalDouble latest(Quantity quantity) {
    Double value = latest.get(quantity);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  long events(TraceEvent.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  long lastStep() {
    return lastStep;
  }
}
