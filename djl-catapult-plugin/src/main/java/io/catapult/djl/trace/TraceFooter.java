/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.time.Instant;
import java.util.Map;

/**
 * The end of a recording and what it cost.
 *
 * @param ended when it ended
 * @param lastStep the last step of a measurement, an event or an AGOP, 0 if there was none
 * @param measurements the number of measurements recorded
 * @param events the number of events recorded
 * @param measuringSeconds the time spent measuring
 * @param trainingSeconds the time spent training, measuring excluded
 * @param outcome how it ended, in words
 * @param summary numbers on the whole run, by name
 */
public record TraceFooter(
    Instant ended,
    long lastStep,
    long measurements,
    long events,
    double measuringSeconds,
    double trainingSeconds,
    String outcome,
    Map<String, Object> summary) {

  /** Copies the summary. */
  public TraceFooter {
    Checks.present(ended, "an end time");
    Checks.notNegative(lastStep, "a last step");
    Checks.notNegative(measurements, "a number of measurements");
    Checks.notNegative(events, "a number of events");
    Checks.seconds(measuringSeconds, "measuring time");
    Checks.seconds(trainingSeconds, "training time");
    Checks.text(outcome, "an outcome");
    summary = PlainValues.copy(summary);
  }

  /** Measuring time over training time, 0.1 for 10 %; infinite if all time went into measuring. */
  public double overhead() {
    return measuringSeconds == 0 ? 0 : measuringSeconds / trainingSeconds;
  }
}
