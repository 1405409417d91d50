/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import ai.djl.training.tracker.Tracker;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learning rates stepped at given iterations. Iteration t is the update that takes w(t) to w(t+1),
 * DJL's {@code numUpdate = t + 1}; a step at iteration s is in force from that update on.
 *
 * <p>With decay, a rate r that was set at iteration s is at iteration t
 *
 * <pre>
 * max(r * factor^max(0, t - s - wait), r * floor)
 * </pre>
 *
 * so that the spike it makes is not followed by others. The first rate does not decay. Zhu, Toward
 * understanding the dynamics of over-parameterized neural networks, appendix C.6: "[10, 15] at
 * iteration [15, 60]"; "we decay the learning rate if necessary after the catapult to avoid extra
 * catapults".
 */
public final class StepTracker implements Tracker, Described {

  private final TreeMap<Integer, Float> rates;
  private final double factor;
  private final double floor;
  private final int wait;

  private StepTracker(Builder builder) {
    rates = new TreeMap<>();
    rates.put(0, builder.start);
    for (int i = 0; i < builder.iterations.size(); i++) {
      rates.put(builder.iterations.get(i), builder.rates.get(i));
    }
    factor = builder.factor;
    floor = builder.floor;
    wait = builder.wait;
  }

  /** Starts a tracker. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public float getNewValue(int numUpdate) {
    int iteration = Math.max(0, numUpdate - 1);
    Map.Entry<Integer, Float> step = rates.floorEntry(iteration);
    double rate = step.getValue();
    if (step.getKey() == 0) {
      return (float) rate;
    }
    double decay = Math.pow(factor, Math.max(0, iteration - step.getKey() - wait));
    return (float) (rate * Math.max(decay, floor));
  }

  @Override
  public Component describe() {
    return new Component(
        "StepTracker",
        Map.of(
            "iterations", rates.navigableKeySet(),
            "rates", rates.values(),
            "decay", factor,
            "decayFloor", floor,
            "decayAfter", wait));
  }

  /** Builds a {@link StepTracker}. */
  public static final class Builder {

    private float start = Float.NaN;
    private final List<Integer> iterations = new ArrayList<>();
    private final List<Float> rates = new ArrayList<>();
    private double factor = 1;
    private double floor;
    private int wait;

    private Builder() {}

    /** Sets the rate from iteration 0 on; required. */
    public Builder setStart(float rate) {
      this.start = rate;
      return this;
    }

    /** Adds a step, iterations ascending. */
    public Builder addStep(int iteration, float rate) {
      iterations.add(iteration);
      rates.add(rate);
      return this;
    }

    /**
     * Makes each rate that was stepped to decay; by default it does not.
     *
     * @param factor what it is multiplied by at each update, in (0, 1]
     * @param floor the part of it that it decays to at most, in [0, 1]
     */
    public Builder optDecay(double factor, double floor) {
      this.factor = factor;
      this.floor = floor;
      return this;
    }

    /** The number of iterations a rate stays before it decays; 0 by default. */
    public Builder optDecayAfter(int iterations) {
      this.wait = iterations;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public StepTracker build() {
      BuilderFaults faults = new BuilderFaults("StepTracker");
      requireRate(faults, "start", start, "call setStart");
      int last = 0;
      for (int i = 0; i < iterations.size(); i++) {
        int iteration = iterations.get(i);
        faults.require(
            iteration > last,
            "step " + i,
            "an iteration after " + last,
            iteration,
            "add the steps in ascending order, the first after iteration 0");
        requireRate(faults, "step " + i, rates.get(i), "a rate that training can use");
        last = Math.max(last, iteration);
      }
      faults
          .require(factor > 0 && factor <= 1, "decay", "in (0, 1]", factor, "1 is no decay")
          .require(floor >= 0 && floor <= 1, "decay floor", "in [0, 1]", floor, "0 is none")
          .requireAtLeast(0, wait, "decay wait", "optDecayAfter with a number of iterations")
          .throwIfAny();
      return new StepTracker(this);
    }

    private static void requireRate(
        BuilderFaults faults, String setting, float rate, String remedy) {
      faults.require(
          rate > 0 && Float.isFinite(rate), setting, "a finite rate above 0", rate, remedy);
    }
  }
}
