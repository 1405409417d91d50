/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Counts the catapults under any tracker, and asks that one once for each update, however often it
 * is asked itself: so a tracker may wrap that counts its calls. What the inner tracker needs and
 * wants passes through. A {@code CatapultListener} whose optimizer has this tracker tells it of
 * catapults.
 */
public final class CountingTracker implements MeasuredTracker, CatapultAware {

  private final Tracker inner;
  private final List<Long> steps = new ArrayList<>();
  private int lastUpdate = Integer.MIN_VALUE;
  private float rate;

  private CountingTracker(Tracker inner) {
    this.inner = Objects.requireNonNull(inner, "inner");
  }

  /** Counts under a tracker. */
  public static CountingTracker of(Tracker inner) {
    return new CountingTracker(inner);
  }

  /** The tracker that is wrapped. */
  public Tracker inner() {
    return inner;
  }

  /** The number of catapults so far. */
  public int catapults() {
    return steps.size();
  }

  /** The number of catapults at steps before the given one. */
  public int catapultsBefore(long step) {
    return (int) steps.stream().filter(s -> s < step).count();
  }

  /** The steps of the catapults, in the order they were told. */
  public List<Long> steps() {
    return List.copyOf(steps);
  }

  @Override
  public float getNewValue(int numUpdate) {
    if (numUpdate != lastUpdate) {
      rate = inner.getNewValue(numUpdate);
      lastUpdate = numUpdate;
    }
    return rate;
  }

  @Override
  public void onCatapult(long step) {
    steps.add(step);
    if (inner instanceof CatapultAware aware) {
      aware.onCatapult(step);
    }
  }

  @Override
  public Set<Need> needs(long step) {
    return inner instanceof MeasuredTracker measured ? measured.needs(step) : Set.of();
  }

  @Override
  public void observe(Observation observation) {
    if (inner instanceof MeasuredTracker measured) {
      measured.observe(observation);
    }
  }

  @Override
  public WeightAction weightAction() {
    return inner instanceof MeasuredTracker measured ? measured.weightAction() : WeightAction.NONE;
  }

  @Override
  public List<Decision> takeDecisions() {
    return inner instanceof MeasuredTracker measured ? measured.takeDecisions() : List.of();
  }

  @Override
  public Component describe() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (inner instanceof Described described) {
      Component component = described.describe();
      parameters.put("inner", component.name());
      parameters.putAll(component.parameters());
    } else {
      parameters.put("inner", inner.getClass().getSimpleName());
    }
    return new Component("CountingTracker", parameters);
  }
}
