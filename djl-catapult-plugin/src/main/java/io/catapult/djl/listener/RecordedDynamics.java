/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.detect.DynamicsDetector;
import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.detect.SlowMotion;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was detected over a run that was recorded, by the rules that a {@link CatapultListener}
 * uses.
 */
public final class RecordedDynamics {

  private RecordedDynamics() {}

  /**
   * What was detected over the whole run: as the footer has it or, where the process was killed or
   * the run was resumed, so that a footer tells of the last part alone, detected anew.
   *
   * @throws IllegalArgumentException if the footer has a summary that cannot be read
   */
  public static DynamicsSummary summary(TrainingTrace trace) {
    if (!trace.events(TraceEvent.Kind.RESUMED).isEmpty()) {
      return detect(trace);
    }
    return trace
        .footer()
        .flatMap(footer -> DynamicsSummary.read(footer.summary()))
        .orElseGet(() -> detect(trace));
  }

  /** Detects anew, from the measurements that the trace holds. */
  private static DynamicsSummary detect(TrainingTrace trace) {
    CriticalRates rates = CriticalRates.of(trace.header());
    Set<Long> restored =
        trace.events(TraceEvent.Kind.DECISION).stream()
            .filter(Steering::isRestored)
            .map(TraceEvent::step)
            .collect(Collectors.toSet());
    DynamicsDetector detector = DynamicsDetector.create();
    for (Measurement measurement : trace.measurements()) {
      detector.accept(rates.numbers(measurement));
      if (restored.contains(measurement.step())) {
        detector.finish();
      }
    }
    detector.finish();
    return detector.summary();
  }

  /**
   * Whether the optimizer's learning rates can be compared with critical rates: not those of an
   * adaptive one, whose critical rates are those of gradient descent at its weights.
   */
  public static boolean hasCriticalRate(TrainingTrace trace) {
    return CriticalRates.of(trace.header()).compare();
  }

  /**
   * The slow motion of the weights at a step, as {@link Instrument#SLOW_MOTION} measured it; empty
   * if it did not.
   */
  public static Optional<SlowMotion.Reading> slowMotion(Measurement measurement) {
    OptionalDouble speed = measurement.value(Quantity.MOTION_SPEED);
    return speed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SlowMotion.Reading(
                speed.getAsDouble(),
                measurement.value(Quantity.MOTION_STEP_SHARE).orElseThrow(),
                measurement.value(Quantity.MOTION_STRAIGHTNESS).orElseThrow(),
                measurement.value(Quantity.MOTION_LATTER_SHARE).orElseThrow()));
  }
}
