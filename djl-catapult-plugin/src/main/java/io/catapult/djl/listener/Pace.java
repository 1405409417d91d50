/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Quantity;
import java.util.EnumSet;
import java.util.Set;

/** Decides at which steps to measure: by the schedule, or by the budget and how urgent it is. */
final class Pace {

  /** Of the critical rate, above which a catapult may be near. */
  private static final double NEAR = 0.8;

  private final MeasuringSchedule schedule;
  private final MeasuringSchedule batchSchedule;
  private final OverheadBudget budget;
  private final Set<Instrument> instruments;
  private final Stopwatch stopwatch;
  private double lastLoss = Double.NaN;
  private boolean isUrgent;

  Pace(ListenerSettings settings, Stopwatch stopwatch) {
    this.schedule = settings.schedule();
    this.batchSchedule = settings.batchSchedule();
    this.budget = settings.budget();
    this.instruments = settings.instruments();
    this.stopwatch = stopwatch;
  }

  /** What to measure at a step; the batch by a schedule of its own where there is one. */
  Set<Instrument> due(long step) {
    Set<Instrument> due = EnumSet.noneOf(Instrument.class);
    boolean isDue =
        budget == null
            ? schedule.due(step)
            : budget.due(stopwatch.trainingNanos(), stopwatch.budgetedNanos(), isUrgent);
    boolean isBatchDue = batchSchedule == null ? isDue : batchSchedule.due(step);
    for (Instrument instrument : instruments) {
      if (instrument.isOfBatch() ? isBatchDue : isDue) {
        due.add(instrument);
      }
    }
    return due;
  }

  /** Looks at what was measured: near the critical rate, or while the loss rises, it is urgent. */
  void note(Values values) {
    double rate = values.get(Quantity.LEARNING_RATE);
    double critical =
        Math.min(
            known(values, Quantity.PROBE_CRITICAL_RATE_KERNEL),
            known(values, Quantity.BATCH_CRITICAL_RATE_KERNEL));
    double loss = values.first(Quantity.PROBE_LOSS, Quantity.BATCH_LOSS);
    isUrgent = rate > NEAR * critical || loss > lastLoss;
    lastLoss = loss;
  }

  private static double known(Values values, Quantity critical) {
    return values.has(critical) ? values.get(critical) : Double.POSITIVE_INFINITY;
  }
}
