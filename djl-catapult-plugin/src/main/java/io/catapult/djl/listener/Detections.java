/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.detect.Detection;
import io.catapult.djl.detect.DynamicsDetector;
import io.catapult.djl.detect.DynamicsSummary;
import io.catapult.djl.detect.PhaseChange;
import io.catapult.djl.detect.Spike;
import io.catapult.djl.detect.StepNumbers;
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Hands complete measurements to the detector, and what it detects to the trace. */
final class Detections {

  private final DynamicsDetector detector = DynamicsDetector.create();
  private final ListenerSettings settings;
  private volatile DynamicsSummary summary = detector.summary();

  Detections(ListenerSettings settings) {
    this.settings = settings;
  }

  /**
   * Takes a measurement.
   *
   * @param catapults is told the onset of each catapult
   * @return the events it completes
   */
  List<TraceEvent> accept(Measurement measurement, LongConsumer catapults) {
    return events(detector.accept(numbers(measurement)), catapults);
  }

  List<TraceEvent> finish(LongConsumer catapults) {
    return events(detector.finish(), catapults);
  }

  /** What was detected so far; from any thread. */
  DynamicsSummary summary() {
    return summary;
  }

  private List<TraceEvent> events(List<Detection> detections, LongConsumer catapults) {
    summary = detector.summary();
    List<TraceEvent> events = new ArrayList<>();
    for (Detection detection : detections) {
      if (detection instanceof Spike spike && spike.verdict() == Verdict.CATAPULT) {
        catapults.accept(spike.onset());
      }
      TraceEvent.Kind kind =
          detection instanceof PhaseChange ? TraceEvent.Kind.PHASE : TraceEvent.Kind.SPIKE;
      events.add(new TraceEvent(detection.step(), kind, detection.words(), detection.evidence()));
    }
    return events;
  }

  /** The rates of an adaptive optimizer cannot be compared with critical rates. */
  private StepNumbers numbers(Measurement of) {
    boolean compares = settings.hasCriticalRate();
    double critical = of.value(Quantity.PROBE_CRITICAL_RATE_KERNEL).orElse(Double.NaN);
    double[] top = of.values(Quantity.PROBE_LOSS_TOP);
    return new StepNumbers(
        of.step(),
        value(of, Quantity.LEARNING_RATE),
        value(of, Quantity.PROBE_LOSS),
        value(of, Quantity.VALIDATION_LOSS),
        compares ? value(of, Quantity.BATCH_CRITICAL_RATE_KERNEL) : Double.NaN,
        compares ? value(of, Quantity.BATCH_CRITICAL_RATE_HESSIAN) : Double.NaN,
        value(of, Quantity.PROJECTED_DIFFERENCE),
        compares ? critical : Double.NaN,
        value(of, Quantity.PROBE_NTK_NORM),
        top.length == 0 ? Double.NaN : top[top.length - 1],
        settings.criticalLimit() / critical);
  }

  private static double value(Measurement of, Quantity quantity) {
    return of.value(quantity).orElse(Double.NaN);
  }
}
