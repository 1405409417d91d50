/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import ai.djl.training.tracker.CyclicalTracker;
import ai.djl.training.tracker.CyclicalTracker.CyclicalMode;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cyclical learning rates that know the catapults of each cycle: DJL's {@link CyclicalTracker}, on
 * the clock of this package (iteration 0, {@code numUpdate} 1, has the base rate). Smith (2017),
 * Cyclical learning rates for training neural networks:
 *
 * <ul>
 *   <li>TRIANGULAR: from the base rate up to the peak and down again;
 *   <li>TRIANGULAR2: the height above the base is halved with each cycle;
 *   <li>EXP_RANGE: the height is multiplied by gamma^t at iteration t.
 * </ul>
 *
 * <p>A {@code CatapultListener} whose optimizer has this tracker tells it of catapults. Cycles
 * count from 0.
 */
public final class CycleTracker implements Tracker, Described, CatapultAware {

  private final CyclicalTracker cycles;
  private final Component description;
  private final int length;
  private final TreeMap<Long, Integer> catapults = new TreeMap<>();

  private CycleTracker(Builder builder) {
    int down = builder.stepsDown == 0 ? builder.stepsUp : builder.stepsDown;
    length = builder.stepsUp + down;
    cycles =
        CyclicalTracker.builder()
            .optBaseValue(builder.base)
            .optMaxValue(builder.peak)
            .optStepSizeUp(builder.stepsUp)
            .optStepSizeDown(down)
            .optMode(builder.mode)
            .optGamma(builder.gamma)
            .build();
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("baseRate", builder.base);
    parameters.put("peakRate", builder.peak);
    parameters.put("stepsUp", builder.stepsUp);
    parameters.put("stepsDown", down);
    parameters.put("mode", builder.mode.name());
    parameters.put("gamma", builder.gamma);
    description = new Component("CycleTracker", parameters);
  }

  /** Starts a tracker. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public float getNewValue(int numUpdate) {
    return cycles.getNewValue(Math.max(0, numUpdate - 1));
  }

  @Override
  public void onCatapult(long step) {
    catapults.merge(cycle(step), 1, Integer::sum);
  }

  /** The cycle that a step lies in, from 0. */
  public long cycle(long step) {
    return Math.floorDiv(step, (long) length);
  }

  /** The number of catapults in a cycle. */
  public int catapults(long cycle) {
    return catapults.getOrDefault(cycle, 0);
  }

  /** The number of catapults of each cycle that had one. */
  public Map<Long, Integer> catapultsByCycle() {
    return Map.copyOf(catapults);
  }

  @Override
  public Component describe() {
    return description;
  }

  /** Builds a {@link CycleTracker}. */
  public static final class Builder {

    private float base = Float.NaN;
    private float peak = Float.NaN;
    private int stepsUp;
    private int stepsDown;
    private CyclicalMode mode = CyclicalMode.TRIANGULAR;
    private float gamma = 1;

    private Builder() {}

    /** Sets the lowest rate; required. */
    public Builder setBaseRate(float rate) {
      this.base = rate;
      return this;
    }

    /** Sets the highest rate; required. */
    public Builder setPeakRate(float rate) {
      this.peak = rate;
      return this;
    }

    /** Sets the number of updates from the base up to the peak; required. */
    public Builder setStepsUp(int steps) {
      this.stepsUp = steps;
      return this;
    }

    /** The number of updates down again; as many as up by default. */
    public Builder optStepsDown(int steps) {
      this.stepsDown = steps;
      return this;
    }

    /** The policy; TRIANGULAR by default. */
    public Builder optMode(CyclicalMode mode) {
      this.mode = mode;
      return this;
    }

    /** The factor of EXP_RANGE for each update, in (0, 1]; 1 by default. */
    public Builder optGamma(float gamma) {
      this.gamma = gamma;
      return this;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    public CycleTracker build() {
      new BuilderFaults("CycleTracker")
          .require(
              base > 0 && Float.isFinite(base),
              "baseRate",
              "a finite rate above 0",
              base,
              "call setBaseRate")
          .require(
              peak >= base && Float.isFinite(peak),
              "peakRate",
              "a finite rate of at least the base rate " + base,
              peak,
              "call setPeakRate")
          .requireAtLeast(1, stepsUp, "stepsUp", "setStepsUp")
          .requireAtLeast(0, stepsDown, "stepsDown", "optStepsDown, 0 for as many as up")
          .require(mode != null, "mode", "a policy", mode, "TRIANGULAR is the plain one")
          .require(gamma > 0 && gamma <= 1, "gamma", "in (0, 1]", gamma, "1 is no decay")
          .throwIfAny();
      return new CycleTracker(this);
    }
  }
}
