/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo;

import io.catapult.djl.trace.TrainingTrace;
import java.util.Optional;

/**
 * A model that carries the trace of its training, so that it reaches an evaluation wherever the
 * model does: through cross-validation, a transformed model, or a file.
 */
public interface TraceCarrier {

  /** The trace of the training; empty where the training was not watched. */
  Optional<TrainingTrace> getTrainingTrace();
}
