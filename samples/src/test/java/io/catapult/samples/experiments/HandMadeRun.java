/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Runs with numbers chosen by hand. */
final class HandMadeRun {

  private HandMadeRun() {}

  /** A run with metrics alone. */
  static RecordedRun of(String row, long seed, Map<String, Double> metrics) {
    return new RecordedRun(row, seed, metrics, Optional.empty());
  }

  /** A run with a trace alone. */
  static RecordedRun of(Consumer<TraceRecorder> trace) {
    TraceRecorder recorder = TraceRecorder.inMemory(header(), 1000);
    trace.accept(recorder);
    return new RecordedRun("row", 1, Map.of(), Optional.of(recorder.snapshot()));
  }

  /** Loss, loss outside the top one and the top two directions, and norm of the kernel. */
  static Measurement at(long step, double loss, double rest1, double rest2, double norm) {
    return Measurement.at(step, 0)
        .put(Quantity.PROBE_LOSS, loss)
        .put(Quantity.PROBE_LOSS_REST, new double[] {rest1, rest2})
        .put(Quantity.PROBE_NTK_NORM, norm)
        .build();
  }

  /** Learning rate and norm of the kernel. */
  static Measurement at(long step, double rate, double norm) {
    return Measurement.at(step, 0)
        .put(Quantity.LEARNING_RATE, rate)
        .put(Quantity.PROBE_NTK_NORM, norm)
        .build();
  }

  /** A spike with its peak at a step. */
  static TraceEvent spike(String verdict, long peak) {
    return new TraceEvent(
        peak + 2,
        TraceEvent.Kind.SPIKE,
        "A spike.",
        Map.of("verdict", verdict, "onset", peak - 4, "peak", peak, "end", peak + 2));
  }

  private static TraceHeader header() {
    ParameterDescription weight = new ParameterDescription("01_weight", List.of(3L, 4L), true);
    return TraceHeader.now(
        RunEnvironment.current(Map.of("djl", "0.35.1"), "cpu()", 1, OptionalLong.of(7)),
        new TrainingDescription(
            new ModelDescription("net", "Linear", List.of(weight)),
            new Component("ai.djl.training.optimizer.Sgd", Map.of("momentum", 0.0)),
            new Component("FixedTracker", Map.of("value", 0.5)),
            Component.of("L2Loss")),
        new ProbeDescription(2, List.of(List.of(2L, 4L)), "float32", "0".repeat(64), ""),
        Map.of());
  }
}
