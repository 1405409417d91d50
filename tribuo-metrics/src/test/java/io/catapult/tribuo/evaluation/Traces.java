/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.FormatVersion;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.ModelDescription;
import io.catapult.djl.trace.ProbeDescription;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TraceRecorder;
import io.catapult.djl.trace.TrainingDescription;
import io.catapult.djl.trace.TrainingTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Traces made by hand, whose numbers are known. */
final class Traces {

  static final double TRAINING_SECONDS = 10;
  static final double MEASURING_SECONDS = 1;

  private Traces() {}

  static TraceHeader header(String model, String loss, Map<String, Object> settings) {
    return new TraceHeader(
        FormatVersion.CURRENT,
        Instant.parse("2026-01-02T03:04:05Z"),
        new RunEnvironment(Map.of(), "cpu()", 1, OptionalLong.of(7)),
        new TrainingDescription(
            new ModelDescription(model, "", List.of()),
            Component.of("Sgd"),
            Component.of("FixedTracker"),
            Component.of(loss)),
        new ProbeDescription(4, List.of(), "float32", "0123456789abcdef".repeat(4), ""),
        settings);
  }

  static TraceHeader header() {
    return header("net", "SquaredErrorLoss", Map.of());
  }

  /** A trace that ended as it should. */
  static TrainingTrace ended(TraceHeader header, Measurement... measurements) {
    try (TraceRecorder recorder = record(header, measurements)) {
      recorder.finish(MEASURING_SECONDS, TRAINING_SECONDS, "the training ended", Map.of());
      return recorder.snapshot();
    }
  }

  /** A trace of a process that was killed. */
  static TrainingTrace killed(TraceHeader header, Measurement... measurements) {
    try (TraceRecorder recorder = record(header, measurements)) {
      return recorder.snapshot();
    }
  }

  static TraceRecorder record(TraceHeader header, Measurement... measurements) {
    TraceRecorder recorder = TraceRecorder.inMemory(header, 100);
    for (Measurement measurement : measurements) {
      recorder.add(measurement);
    }
    return recorder;
  }

  static Measurement loss(long step, double loss) {
    return Measurement.at(step, 0).put(Quantity.PROBE_LOSS, loss).build();
  }

  static TrainingTrace losses(double... losses) {
    Measurement[] measurements = new Measurement[losses.length];
    for (int step = 0; step < losses.length; step++) {
      measurements[step] = loss(step, losses[step]);
    }
    return ended(header(), measurements);
  }

  static TrainingTrace catapult() {
    return ended(header(), catapultMeasurements());
  }

  /** One catapult from step 0 to 3 at the learning rate 0.5; the weights of step 4 are the last. */
  static Measurement[] catapultMeasurements() {
    return new Measurement[] {
      update(0, 2, 1.2, 10, 0.4, 0.4, 1)
          .put(Quantity.VALIDATION_LOSS, 3)
          .put(Quantity.AGOP_ALIGNMENT, 0.1)
          .build(),
      update(1, 6, 5.0, 20, 0.2, 0.6, -1).put(Quantity.AGOP_ALIGNMENT, 0.3).build(),
      update(2, 8, 6.2, 12, 0.3, 0.3, 0.5).build(),
      update(3, 1, 0.2, 4, 1, 1, 0.25)
          .put(Quantity.VALIDATION_LOSS, 1.5)
          .put(Quantity.AGOP_ALIGNMENT, 0.9)
          .build(),
      at(4, 2, 0.5, 0.1, 4, 1)
          .put(Quantity.VALIDATION_LOSS, 2)
          .put(Quantity.AGOP_ALIGNMENT, 0.8)
          .put(Quantity.SHARPNESS, 2)
          .put(Quantity.TRAINING_TIME, 9.5)
          .put(Quantity.MEASURING_TIME, 0.95)
          .build()
    };
  }

  private static Measurement.Builder update(
      long step,
      double loss,
      double top,
      double norm,
      double critical,
      double batchCritical,
      double difference) {
    return at(step, step / 2, loss, top, norm, critical)
        .put(Quantity.LEARNING_RATE, 0.5)
        .put(Quantity.BATCH_CRITICAL_RATE_KERNEL, batchCritical)
        .put(Quantity.PROJECTED_DIFFERENCE, difference);
  }

  private static Measurement.Builder at(
      long step, long epoch, double loss, double top, double norm, double critical) {
    return Measurement.at(step, Math.toIntExact(epoch))
        .put(Quantity.PROBE_LOSS, loss)
        .put(Quantity.PROBE_LOSS_TOP, new double[] {top / 2, top})
        .put(Quantity.PROBE_NTK_NORM, norm)
        .put(Quantity.PROBE_CRITICAL_RATE_KERNEL, critical);
  }
}
