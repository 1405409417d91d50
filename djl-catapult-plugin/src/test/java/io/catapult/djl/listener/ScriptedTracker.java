/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.schedule.CatapultAware;
import io.catapult.djl.schedule.Decision;
import io.catapult.djl.schedule.MeasuredTracker;
import io.catapult.djl.schedule.Need;
import io.catapult.djl.schedule.Observation;
import io.catapult.djl.schedule.WeightAction;
import io.catapult.djl.trace.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tracker that does what a test tells it to do, and writes down what it is asked. */
class ScriptedTracker implements MeasuredTracker, CatapultAware {

  private final Map<Long, Set<Need>> needs = new HashMap<>();
  private final Map<Long, WeightAction> actions = new HashMap<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final List<Long> catapults = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private double timesCritical;
  private float rate = 0.05f;
  private WeightAction action = WeightAction.NONE;

  ScriptedTracker at(long step, Need... asked) {
    needs.put(step, Set.of(asked));
    return this;
  }

  ScriptedTracker acting(long step, WeightAction wanted) {
    actions.put(step, wanted);
    return at(step, Need.LOSS);
  }

  /** Takes the rate from the critical rate it observes. */
  ScriptedTracker following(double factor) {
    timesCritical = factor;
    return this;
  }

  @Override
  public Set<Need> needs(long step) {
    return needs.getOrDefault(step, Set.of());
  }

  @Override
  public void observe(Observation observation) {
    observations.add(observation);
    calls.add("observe " + observation.step());
    action = actions.getOrDefault(observation.step(), WeightAction.NONE);
    if (timesCritical > 0) {
      rate = (float) (timesCritical * observation.criticalRate());
    }
    decisions.add(
        new Decision(
            observation.step(),
            "decided at " + observation.step(),
            Map.of("loss", observation.loss())));
  }

  @Override
  public WeightAction weightAction() {
    return action;
  }

  @Override
  public List<Decision> takeDecisions() {
    List<Decision> taken = List.copyOf(decisions);
    decisions.clear();
    return taken;
  }

  @Override
  public float getNewValue(int numUpdate) {
    calls.add("rate " + (numUpdate - 1));
    return rate;
  }

  @Override
  public void onCatapult(long step) {
    catapults.add(step);
  }

  @Override
  public Component describe() {
    return new Component("scripted", Map.of("rate", 0.05));
  }

  List<Observation> observations() {
    return observations;
  }

  List<String> calls() {
    return calls;
  }

  List<Long> catapults() {
    return catapults;
  }
}
