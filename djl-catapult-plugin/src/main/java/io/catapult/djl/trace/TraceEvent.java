/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

import java.util.Map;

/**
 * Something that happened at one step of a training, in words and with its evidence.
 *
 * @param step the number of updates made before it
 * @param kind what kind of thing happened
 * @param words one line that a person understands
 * @param evidence the numbers behind the words, by name; kept as in {@link Component}
 */
public record TraceEvent(long step, Kind kind, String words, Map<String, Object> evidence) {

  /** Copies the evidence. */
  public TraceEvent {
    Checks.notNegative(step, "a step");
    Checks.present(kind, "a kind of event");
    Checks.text(words, "the words of an event");
    evidence = PlainValues.copy(evidence);
  }

  /** An event without numbers. */
  public static TraceEvent of(long step, Kind kind, String words) {
    return new TraceEvent(step, kind, words, Map.of());
  }

  /** The kinds of events. */
  public enum Kind {
    /** A spike of the training loss: a catapult, a bad batch, a divergence or unresolved. */
    SPIKE,
    /** A decision of a learning-rate tracker or of the control of measuring cost. */
    DECISION,
    /** A measurement, a file or a part of the training that failed. */
    FAILURE,
    /** The boundary between two phases of training. */
    PHASE,
    /** A validation of the model. */
    VALIDATION,
    /** A trace file that was opened again and written on. */
    RESUMED,
    /** Old measurements that memory no longer holds. */
    THINNED,
    /** Anything else worth a line. */
    NOTE
  }
}
