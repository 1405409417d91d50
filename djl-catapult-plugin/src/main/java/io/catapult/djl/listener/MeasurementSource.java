/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.OptionalDouble;

/** What a training's meters read; from any thread, at any time, without measuring anything. */
public interface MeasurementSource {

  /** The last measured value of a quantity, the first entry of a list; empty before it was. */
  OptionalDouble latest(Quantity quantity);

  /** How many events of a kind have happened so far; never decreases. */
  long events(TraceEvent.Kind kind);
}
