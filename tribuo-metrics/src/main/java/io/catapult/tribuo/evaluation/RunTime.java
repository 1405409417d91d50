/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TraceFooter;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run cost; NaN where nothing tells.
 *
 * @param training seconds spent training, measuring excluded
 * @param measuring seconds spent measuring
 */
record RunTime(double training, double measuring) {

  /**
   * The footer has it, but of a resumed run only for the last part, and none if the process was
   * killed: then what was measured counts, and a clock that goes back began anew.
   */
  static RunTime of(TrainingTrace trace) {
    Optional<TraceFooter> footer = trace.footer();
    if (footer.isPresent() && trace.events(TraceEvent.Kind.RESUMED).isEmpty()) {
      return new RunTime(footer.get().trainingSeconds(), footer.get().measuringSeconds());
    }
    RunTime total = new RunTime(Double.NaN, Double.NaN);
    RunTime last = new RunTime(0, 0);
    for (Measurement measurement : trace.measurements()) {
      OptionalDouble training = measurement.value(Quantity.TRAINING_TIME);
      OptionalDouble measuring = measurement.value(Quantity.MEASURING_TIME);
      if (training.isPresent() && measuring.isPresent()) {
        RunTime now = new RunTime(training.getAsDouble(), measuring.getAsDouble());
        total = total.plus(now.isBefore(last) ? now : now.minus(last));
        last = now;
      }
    }
    return total;
  }

  private boolean isBefore(RunTime other) {
    return training < other.training || measuring < other.measuring;
  }

  private RunTime minus(RunTime other) {
    return new RunTime(training - other.training, measuring - other.measuring);
  }

  private RunTime plus(RunTime more) {
    return Double.isNaN(training)
        ? more
        : new RunTime(training + more.training, measuring + more.measuring);
  }

  /** Measuring over training time, as {@link TraceFooter#overhead}. */
  double overhead() {
    return measuring == 0 ? 0 : measuring / training;
  }
}
