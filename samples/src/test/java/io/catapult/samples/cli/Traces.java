/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.detect.DynamicsDetector;
import io.catapult.djl.detect.StepNumbers;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.ModelDescription;
import io.catapult.djl.trace.ParameterDescription;
import io.catapult.djl.trace.ProbeDescription;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TraceRecorder;
import io.catapult.djl.trace.TrainingDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Trace files made by hand. */
final class Traces {

  /** Where the only spike has its peak. */
  static final long PEAK = 37;

  private Traces() {}

  /** A recording of 200 steps with one spike, that no one has ended. */
  static TraceRecorder begin(Path file) throws IOException {
    TraceRecorder recorder = TraceRecorder.toFile(header(), 1000, file);
    for (int step = 0; step < 200; step++) {
      recorder.add(
          Measurement.at(step, 0)
              .put(Quantity.PROBE_LOSS, step == PEAK ? 5 : 1.0 / (1 + step))
              .put(Quantity.LEARNING_RATE, 0.5)
              .build());
    }
    Map<String, Object> evidence = Map.of("verdict", "CATAPULT", "onset", 30, "peak", PEAK);
    String words = "Catapult: the loss rose and came back.";
    recorder.add(new TraceEvent(40, TraceEvent.Kind.SPIKE, words, evidence));
    return recorder;
  }

  /** The same, ended. */
  static void write(Path file) throws IOException {
    try (TraceRecorder recorder = begin(file)) {
      recorder.finish(1, 4, "the training ended", summary());
    }
  }

  /** Three catapults by the projected loss in 200 updates; the other rules judged none. */
  private static Map<String, Object> summary() {
    DynamicsDetector detector = DynamicsDetector.create();
    double unknown = Double.NaN;
    for (int step = 0; step < 200; step++) {
      double rise = step < 3 ? 1 : -1;
      detector.accept(
          new StepNumbers(
              step, 0.5, 1, unknown, unknown, unknown, rise, unknown, unknown, unknown, unknown,
              unknown));
    }
    return detector.summary().toMap();
  }

  private static TraceHeader header() {
    ParameterDescription weight = new ParameterDescription("01_weight", List.of(3L, 4L), true);
    return TraceHeader.now(
        RunEnvironment.current(Map.of("djl", "0.35.1"), "cpu()", 1, OptionalLong.of(7)),
        new TrainingDescription(
            new ModelDescription("net", "Linear", List.of(weight)),
            new Component("ai.djl.training.optimizer.Sgd", Map.of("momentum", 0.9)),
            new Component("FixedTracker", Map.of("value", 0.5)),
            Component.of("L2Loss")),
        new ProbeDescription(2, List.of(List.of(2L, 4L)), "float32", "0".repeat(64), ""),
        Map.of());
  }
}
