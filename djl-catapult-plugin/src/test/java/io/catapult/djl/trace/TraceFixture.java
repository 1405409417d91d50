/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Headers, measurements and files that several tests write. */
final class TraceFixture {

  static final String HASH = "0123456789abcdef".repeat(4);

  private TraceFixture() {}

  static TraceHeader header() {
    return header(0.5, 7);
  }

  static TraceHeader header(double rate, long seed) {
    return new TraceHeader(
        FormatVersion.CURRENT,
        Instant.parse("2026-01-02T03:04:05.678901Z"),
        new RunEnvironment(
            Map.of("java", "17", "os", "Linux", "arch", "amd64", "djl", "0.35.1"),
            "cpu()",
            2,
            OptionalLong.of(seed)),
        new TrainingDescription(
            new ModelDescription(
                "net",
                "(\n\tLinear \"größe\" 模型\n)",
                List.of(
                    new ParameterDescription("weight", List.of(3L, 4L), true),
                    new ParameterDescription("mean", List.of(3L), false),
                    new ParameterDescription("scale", List.of(), true))),
            new Component("Sgd", Map.of("momentum", 0.9, "clip", Double.POSITIVE_INFINITY)),
            new Component("Fixed", Map.of("rate", rate)),
            Component.of("L2Loss")),
        new ProbeDescription(
            128, List.of(List.of(128L, 4L), List.of(128L)), "float32", HASH, "first 128 points"),
        Map.of("every", 10, "presets", List.of("cheap", true, Map.of("s", 5L))));
  }

  static Measurement measurement(long step) {
    return Measurement.at(step, 0).put(Quantity.PROBE_LOSS, 1.0 / (step + 1)).build();
  }

  static TraceEvent spike(long step) {
    return new TraceEvent(step, TraceEvent.Kind.SPIKE, "Spike at " + step, Map.of("peak", 2.5));
  }

  /** An AGOP with the numbers that JSON does not know. */
  static FeatureSnapshot agop(long step, FeatureSnapshot.Origin origin) {
    return FeatureSnapshot.at(step, origin)
        .setInputShape(List.of(1L, 1L, 2L))
        .setTrace(Double.POSITIVE_INFINITY)
        .setDiagonal(new double[] {1.0 / 3, Double.NaN})
        .optDirections(new double[] {2.0 / 3}, new double[][] {{0.6, -0.8}})
        .optMatrix(new double[][] {{1.0 / 3, 1e-300}, {-0.0, Double.NEGATIVE_INFINITY}})
        .build();
  }

  /** Writes a file of a header and a measurement a step, without a footer. */
  static void write(Path path, TraceHeader header, long fromStep, long toStep) throws IOException {
    try (TraceFile file = TraceFile.open(path, header)) {
      for (long step = fromStep; step <= toStep; step++) {
        file.append(measurement(step));
      }
    }
  }

  static void append(Path path, String text) throws IOException {
    Files.write(
        path, text.getBytes(StandardCharsets.UTF_8), java.nio.file.StandardOpenOption.APPEND);
  }

  static List<Long> steps(TrainingTrace trace) {
    return trace.measurements().stream().map(Measurement::step).toList();
  }
}
