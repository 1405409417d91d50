/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.detect.Detection;
import io.catapult.djl.detect.Phase;
import io.catapult.djl.detect.PhaseChange;
import io.catapult.djl.detect.Spike;
import io.catapult.djl.detect.SpikeSigns;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.FormatVersion;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.ModelDescription;
import io.catapult.djl.trace.ProbeDescription;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.RunEnvironment;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceHeader;
import io.catapult.djl.trace.TraceRecorder;
import io.catapult.djl.trace.TrainingDescription;
import io.catapult.djl.trace.TrainingTrace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A run made by hand: what was measured and what happened is known. */
final class MadeRun {

  private static final double UNKNOWN = Double.NaN;

  private final TraceRecorder recorder;

  private MadeRun(String name, Map<String, Object> settings) {
    this.recorder = TraceRecorder.inMemory(header(name, settings), 2_000_000);
  }

  static MadeRun begin() {
    return named("net");
  }

  static MadeRun named(String name) {
    return new MadeRun(name, Map.of());
  }

  /** Of an optimizer whose learning rate means nothing beside a critical rate. */
  static MadeRun adaptive() {
    return new MadeRun("net", Map.of("rates compare with critical rates", false));
  }

  private static TraceHeader header(String name, Map<String, Object> settings) {
    return new TraceHeader(
        FormatVersion.CURRENT,
        Instant.parse("2026-01-02T03:04:05Z"),
        new RunEnvironment(Map.of("djl", "0.35.1"), "cpu()", 1, OptionalLong.of(7)),
        new TrainingDescription(
            new ModelDescription(name, "Linear", List.of()),
            new Component("Sgd", Map.of("momentum", 0.9)),
            Component.of("Fixed"),
            Component.of("L2Loss")),
        new ProbeDescription(2, List.of(List.of(2L, 4L)), "float32", "0".repeat(64), ""),
        settings);
  }

  MadeRun add(Measurement.Builder measurement) {
    recorder.add(measurement.build());
    return this;
  }

  MadeRun add(TraceEvent event) {
    recorder.add(event);
    return this;
  }

  /** One quantity over the steps 0, 1, 2, ... */
  MadeRun series(Quantity quantity, double... values) {
    for (int step = 0; step < values.length; step++) {
      add(Measurement.at(step, 0).put(quantity, values[step]));
    }
    return this;
  }

  MadeRun loss(double... values) {
    return series(Quantity.PROBE_LOSS, values);
  }

  MadeRun detected(Detection detection) {
    TraceEvent.Kind kind =
        detection instanceof Spike ? TraceEvent.Kind.SPIKE : TraceEvent.Kind.PHASE;
    return add(new TraceEvent(detection.step(), kind, detection.words(), detection.evidence()));
  }

  /** A catapult of four steps in which the loss rises tenfold and the NTK norm is halved. */
  MadeRun catapult(long onset) {
    return detected(spike(Verdict.CATAPULT, onset, new SpikeSigns(3, 2, 40, 20, 0.9, true)));
  }

  static Spike spike(Verdict verdict, long onset, SpikeSigns signs) {
    return new Spike(onset, onset + 2, onset + 4, verdict, 0.5, 5, signs);
  }

  /** A spike of which nothing but the loss was measured. */
  static Spike bareSpike(Verdict verdict, long onset, boolean isBack) {
    return spike(
        verdict, onset, new SpikeSigns(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, isBack));
  }

  MadeRun phase(long step, Phase to) {
    return detected(new PhaseChange(step, null, to, 1, 2));
  }

  MadeRun failure(long step, String what, String message) {
    return add(
        new TraceEvent(
            step,
            TraceEvent.Kind.FAILURE,
            "At step " + step + " " + what + " failed: " + message,
            Map.of("what", what, "message", message)));
  }

  /** What was recorded so far; no end. */
  TrainingTrace open() {
    return recorder.snapshot();
  }

  TrainingTrace ended() {
    return ended(Map.of());
  }

  TrainingTrace ended(Map<String, Object> summary) {
    recorder.finish(1, 4, "the training ended", summary);
    return recorder.snapshot();
  }

  static String headline(TrainingTrace trace) {
    return Headline.of(RecordedRun.of(trace));
  }

  static List<RunStory.Sentence> story(TrainingTrace trace) {
    return RunStory.of(RecordedRun.of(trace)).sentences();
  }
}
