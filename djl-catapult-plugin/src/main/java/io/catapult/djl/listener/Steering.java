/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.training.Trainer;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.schedule.CatapultAware;
import io.catapult.djl.schedule.Decision;
import io.catapult.djl.schedule.MeasuredTracker;
import io.catapult.djl.schedule.Need;
import io.catapult.djl.schedule.Observation;
import io.catapult.djl.schedule.WeightAction;
import io.catapult.djl.trace.Quantity;
import io.catapult.djl.trace.TraceEvent;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Feeds a tracker that decides by measurements, and carries out what it decides. */
final class Steering implements AutoCloseable {

  private static final Map<Need, Instrument> INSTRUMENTS =
      Map.of(
          Need.LOSS, Instrument.LOSS,
          Need.CRITICAL_RATE, Instrument.PROBE_KERNEL,
          Need.KERNEL_NORM, Instrument.PROBE_KERNEL,
          Need.BATCH_LOSS, Instrument.BATCH_KERNEL,
          Need.BATCH_CRITICAL_RATE, Instrument.BATCH_KERNEL);

  private static final String RESTORED = "weights put back";

  private final ParameterTracker tracker;
  private final Consumer<TraceEvent> trace;
  private final double plain;
  private final WeightsKeeper weights;

  Steering(ListenerSettings settings, Trainer trainer, Consumer<TraceEvent> trace) {
    this.tracker = settings.tracker();
    this.trace = trace;
    this.plain = 2 / settings.criticalLimit();
    this.weights = new WeightsKeeper(trainer.getModel());
  }

  /** What the tracker must know before the update of this step. */
  Set<Instrument> needs(long step) {
    Set<Instrument> needs = EnumSet.noneOf(Instrument.class);
    if (tracker instanceof MeasuredTracker measured) {
      measured.needs(step).forEach(need -> needs.add(INSTRUMENTS.get(need)));
    }
    return needs;
  }

  /**
   * Tells the tracker what was measured, and does with the weights what it says.
   *
   * @return whether earlier weights were put back
   */
  boolean decide(long step, Values values) {
    if (!(tracker instanceof MeasuredTracker measured) || measured.needs(step).isEmpty()) {
      return false;
    }
    measured.observe(observation(step, values));
    WeightAction action = measured.weightAction();
    act(action);
    boolean isRestored = action == WeightAction.RESTORE;
    for (Decision decision : measured.takeDecisions()) {
      Map<String, Object> evidence = new LinkedHashMap<>(decision.evidence());
      if (isRestored && decision.step() == step) {
        evidence.put(RESTORED, true);
      }
      trace.accept(
          new TraceEvent(decision.step(), TraceEvent.Kind.DECISION, decision.words(), evidence));
    }
    return isRestored;
  }

  /** Whether a recorded decision put earlier weights back. */
  static boolean isRestored(TraceEvent decision) {
    return Boolean.TRUE.equals(decision.evidence().get(RESTORED));
  }

  /** Critical rates of plain gradient descent: the trackers reckon with momentum themselves. */
  private Observation observation(long step, Values values) {
    return new Observation(
        step,
        values.get(Quantity.PROBE_LOSS),
        values.get(Quantity.PROBE_CRITICAL_RATE_KERNEL) * plain,
        values.get(Quantity.PROBE_NTK_NORM),
        values.get(Quantity.BATCH_LOSS),
        values.get(Quantity.BATCH_CRITICAL_RATE_KERNEL) * plain);
  }

  private void act(WeightAction action) {
    if (action == WeightAction.KEEP) {
      weights.keep();
    } else if (action == WeightAction.RESTORE) {
      weights.restore();
    }
  }

  void catapult(long step) {
    if (tracker instanceof CatapultAware aware) {
      aware.onCatapult(step);
    }
  }

  @Override
  public void close() {
    weights.close();
  }
}
