/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.time.Instant;
import java.util.Map;

/**
 * Everything that changes a number of a trace.
 *
 * @param format the version of the format
 * @param started when the recording began
 * @param environment what it ran on
 * @param training what was trained and how
 * @param probe the fixed points that were measured on
 * @param settings the settings of the measuring, by name
 */
public record TraceHeader(
    FormatVersion format,
    Instant started,
    RunEnvironment environment,
    TrainingDescription training,
    ProbeDescription probe,
    Map<String, Object> settings) {

  /** Copies the settings. */
  public TraceHeader {
    Checks.present(format, "a format version");
    Checks.present(started, "a start time");
    Checks.present(environment, "an environment");
    Checks.present(training, "a training");
    Checks.present(probe, "a description of the probe data");
    settings = PlainValues.copy(settings);
  }

  /** The header of a recording that begins now, in the current format. */
  public static TraceHeader now(
      RunEnvironment environment,
      TrainingDescription training,
      ProbeDescription probe,
      Map<String, Object> settings) {
    return new TraceHeader(
        FormatVersion.CURRENT, Instant.now(), environment, training, probe, settings);
  }
}
