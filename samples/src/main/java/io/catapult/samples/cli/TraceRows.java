/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.cli;

import io.catapult.djl.trace.Measurement;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The main quantities of a trace over the steps that tell most. */
final class TraceRows {

  /** About as many as a screen holds. */
  private static final int ROWS = 20;

  /** What is shown if it was measured, in this order. */
  private static final List<Quantity> MAIN =
      List.of(
          Quantity.PROBE_LOSS,
          Quantity.VALIDATION_LOSS,
          Quantity.LEARNING_RATE,
          Quantity.PROBE_CRITICAL_RATE_KERNEL,
          Quantity.PROBE_CRITICAL_RATE_HESSIAN,
          Quantity.PROBE_NTK_NORM,
          Quantity.SHARPNESS,
          Quantity.AGOP_ALIGNMENT);

  private TraceRows() {}

  /** The main quantities that were measured. */
  static List<Quantity> columns(TrainingTrace trace) {
    return MAIN.stream().filter(quantity -> !trace.series(quantity).isEmpty()).toList();
  }

  /**
   * Measurements of the probe data: all of them, or some chosen evenly over the run with the first,
   * the last, the largest loss and the peak of every spike among them.
   */
  static List<Measurement> of(TrainingTrace trace, boolean all) {
    List<Measurement> measured =
        trace.measurements().stream()
            .filter(at -> at.quantities().contains(Quantity.PROBE_LOSS))
            .toList();
    if (all || measured.size() <= ROWS) {
      return measured;
    }
    Set<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < ROWS; i++) {
      chosen.add((int) ((long) i * (measured.size() - 1) / (ROWS - 1)));
    }
    chosen.add(largestLoss(measured));
    Set<Long> peaks = peaks(trace);
    for (int i = 0; i < measured.size(); i++) {
      if (peaks.contains(measured.get(i).step())) {
        chosen.add(i);
      }
    }
    return chosen.stream().map(measured::get).toList();
  }

  private static int largestLoss(List<Measurement> measured) {
    return measured.indexOf(
        measured.stream()
            .max(Comparator.comparingDouble(at -> at.value(Quantity.PROBE_LOSS).getAsDouble()))
            .orElseThrow());
  }

  private static Set<Long> peaks(TrainingTrace trace) {
    return trace.events(TraceEvent.Kind.SPIKE).stream()
        .map(event -> event.evidence().get("peak"))
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .collect(Collectors.toSet());
  }
}
