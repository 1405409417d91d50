/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.training.tracker.CyclicalTracker.CyclicalMode;
import ai.djl.training.tracker.Tracker;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import io.catapult.djl.check.BuilderFaults;
import io.catapult.djl.schedule.CriticalRateTracker;
import io.catapult.djl.schedule.CycleTracker;
import io.catapult.djl.schedule.StepTracker;
import java.util.function.DoubleSupplier;

/**
 * How the learning rate goes over a training. One flat class, so that the provenance of any two
 * schedules has the same keys; settings that a kind does not use stay at their defaults.
 */
public final class LearningRateSchedule
    implements Configurable, Provenancable<ConfiguredObjectProvenance> {

  /** The kinds of schedules. */
  public enum Kind {
    /** One rate throughout. */
    FIXED,
    /** Rates set at given iterations: {@link StepTracker}. */
    STEPS,
    /** Triangular cycles: {@link CycleTracker}. */
    CYCLE,
    /**
     * A fraction of the critical rate of the optimizer in use, 2 (1 + beta) / lambda_max for SGD,
     * with lambda_max of the loss Hessian on the whole training set at the initial weights; the
     * same rate throughout.
     */
    CRITICAL_FRACTION,
    /**
     * Makes a number of catapults, by the critical rate as it changes: {@link CriticalRateTracker}.
     */
    CRITICAL_RATE
  }

  @Config(mandatory = true, description = "FIXED, STEPS, CYCLE, CRITICAL_FRACTION, CRITICAL_RATE.")
  private Kind kind;

  @Config(description = "The rate of FIXED, the first of STEPS, the lowest of CYCLE.")
  private double baseRate;

  @Config(description = "Iterations at which STEPS sets a new rate, ascending.")
  private int[] iterations = {};

  @Config(description = "The rates that STEPS sets.")
  private double[] rates = {};

  @Config(description = "The highest rate of CYCLE.")
  private double maxRate;

  @Config(description = "Iterations of CYCLE from the lowest rate to the highest, and back again.")
  private int halfPeriod;

  @Config(description = "The rate of CRITICAL_FRACTION, in critical rates.")
  private double fraction;

  @Config(description = "Catapults that CRITICAL_RATE makes; 0 for none.")
  private int catapults;

  @Config(
      description =
          "Whether the rates of FIXED, STEPS and CYCLE are in critical rates at the initial"
              + " weights, as CRITICAL_FRACTION has it.")
  private boolean relative;

  private LearningRateSchedule() {}

  /** One rate throughout, above 0. */
  public static LearningRateSchedule fixed(double rate) {
    LearningRateSchedule schedule = of(Kind.FIXED);
    schedule.baseRate = rate;
    return schedule.checked();
  }

  /**
   * Rates set at given iterations, iteration 0 being the first update.
   *
   * @param rate until the first of them
   * @param iterations ascending, from 1
   * @param rates as many
   */
  public static LearningRateSchedule steps(double rate, int[] iterations, double[] rates) {
    LearningRateSchedule schedule = of(Kind.STEPS);
    schedule.baseRate = rate;
    schedule.iterations = iterations.clone();
    schedule.rates = rates.clone();
    return schedule.checked();
  }

  /**
   * Triangular cycles.
   *
   * @param baseRate the lowest rate
   * @param maxRate the highest
   * @param halfPeriod iterations from the lowest to the highest, and again back
   */
  public static LearningRateSchedule cycle(double baseRate, double maxRate, int halfPeriod) {
    LearningRateSchedule schedule = of(Kind.CYCLE);
    schedule.baseRate = baseRate;
    schedule.maxRate = maxRate;
    schedule.halfPeriod = halfPeriod;
    return schedule.checked();
  }

  /** A fraction, above 0, of the critical rate at the initial weights: see the kind. */
  public static LearningRateSchedule criticalFraction(double fraction) {
    LearningRateSchedule schedule = of(Kind.CRITICAL_FRACTION);
    schedule.fraction = fraction;
    return schedule.checked();
  }

  /** So many catapults, made by the critical rate as it changes; needs a watched training. */
  public static LearningRateSchedule criticalRate(int catapults) {
    LearningRateSchedule schedule = of(Kind.CRITICAL_RATE);
    schedule.catapults = catapults;
    return schedule.checked();
  }

  /**
   * The same, its rates in units of the critical rate at the initial weights, measured as for
   * {@link Kind#CRITICAL_FRACTION}.
   *
   * @throws IllegalArgumentException if its kind has no rates of its own
   */
  public LearningRateSchedule inCriticalRates() {
    LearningRateSchedule schedule = of(kind);
    schedule.baseRate = baseRate;
    schedule.iterations = iterations;
    schedule.rates = rates;
    schedule.maxRate = maxRate;
    schedule.halfPeriod = halfPeriod;
    schedule.fraction = fraction;
    schedule.catapults = catapults;
    schedule.relative = true;
    return schedule.checked();
  }

  private static LearningRateSchedule of(Kind kind) {
    LearningRateSchedule schedule = new LearningRateSchedule();
    schedule.kind = kind;
    return schedule;
  }

  private LearningRateSchedule checked() {
    postConfig();
    return this;
  }

  /** Checks the settings; called by OLCUT. */
  @Override
  public void postConfig() {
    new BuilderFaults("LearningRateSchedule")
        .require(
            !relative || kind == Kind.FIXED || kind == Kind.STEPS || kind == Kind.CYCLE,
            "relative",
            "false for " + kind,
            true,
            "only FIXED, STEPS and CYCLE have rates to be given in critical rates")
        .throwIfAny();
    if (kind == Kind.CRITICAL_FRACTION) {
      requirePositive("fraction", fraction, "0.5 is half of the critical rate");
    } else if (kind == Kind.FIXED) {
      requirePositive("baseRate", baseRate, "give the learning rate");
    } else {
      newTracker(0, false, () -> 1);
    }
  }

  private static void requirePositive(String setting, double value, String remedy) {
    new BuilderFaults("LearningRateSchedule")
        .require(value > 0 && Double.isFinite(value), setting, "finite and above 0", value, remedy)
        .throwIfAny();
  }

  /** The kind. */
  public Kind getKind() {
    return kind;
  }

  /** Whether the training must be watched, since what is measured sets the rate. */
  boolean needsListener() {
    return kind == Kind.CRITICAL_RATE;
  }

  /** Whether the rate comes from a critical rate. */
  boolean isCritical() {
    return relative || kind == Kind.CRITICAL_RATE || kind == Kind.CRITICAL_FRACTION;
  }

  /**
   * A tracker for one training.
   *
   * @param momentum the optimizer's heavy-ball momentum
   * @param perBatch whether a step sees part of the training data only
   * @param criticalRate measures the critical rate at the initial weights, asked if it is needed
   */
  Tracker newTracker(double momentum, boolean perBatch, DoubleSupplier criticalRate) {
    double unit = relative ? criticalRate.getAsDouble() : 1;
    return switch (kind) {
      case FIXED -> Tracker.fixed((float) (baseRate * unit));
      case STEPS -> newStepTracker(unit);
      case CYCLE ->
          CycleTracker.builder()
              .setBaseRate((float) (baseRate * unit))
              .setPeakRate((float) (maxRate * unit))
              .setStepsUp(halfPeriod)
              .optMode(CyclicalMode.TRIANGULAR)
              .build();
      case CRITICAL_FRACTION -> Tracker.fixed((float) (fraction * criticalRate.getAsDouble()));
      case CRITICAL_RATE ->
          CriticalRateTracker.builder()
              .setCatapults(catapults)
              .optMomentum(momentum)
              .optPerBatch(perBatch)
              .build();
    };
  }

  private StepTracker newStepTracker(double unit) {
    Faults.require(
        iterations.length == rates.length,
        "a rate for each of " + iterations.length + " iterations",
        rates.length + " rates",
        "give as many rates as iterations");
    StepTracker.Builder builder = StepTracker.builder().setStart((float) (baseRate * unit));
    for (int i = 0; i < rates.length; i++) {
      builder.addStep(iterations[i], (float) (rates[i] * unit));
    }
    return builder.build();
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "LearningRateSchedule");
  }
}
