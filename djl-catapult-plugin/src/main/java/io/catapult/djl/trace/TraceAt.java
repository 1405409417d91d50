/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

/**
 * A recording as it was at one moment.
 *
 * @param cursor where to go on from, for {@link TraceRecorder#since}
 * @param trace all that was recorded until then
 */
public record TraceAt(long cursor, TrainingTrace trace) {

  /** Checks both. */
  public TraceAt {
    Checks.notNegative(cursor, "a cursor");
    Checks.present(trace, "a trace");
  }
}
