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
import io.catapult.djl.detect.Verdict;
import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Hands complete measurements to the detector, and what it detects to the trace. */
final class Detections {

  private final DynamicsDetector detector = DynamicsDetector.create();
  private final CriticalRates rates;
  private volatile DynamicsSummary summary = detector.summary();

  Detections(ListenerSettings settings) {
    this.rates = CriticalRates.of(settings);
  }

  /**
   * Takes a measurement.
   *
   * @param catapults is told the onset of each catapult
   * @return the events it completes
   */
  List<TraceEvent> accept(Measurement measurement, LongConsumer catapults) {
    return events(detector.accept(rates.numbers(measurement)), catapults);
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
}
