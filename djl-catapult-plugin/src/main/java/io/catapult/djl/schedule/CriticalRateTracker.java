/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

import io.catapult.djl.trace.Component;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A closed loop on the measured critical learning rate eta_crit = 2 (1 + beta) / lambda_max: raises
 * the rate to a multiple m of it, waits for the catapult to come down, measures and raises again,
 * for a chosen number of catapults; then stays at a fraction of it, measured as training goes on.
 * With no catapults it only does the last: safe training. Zhu et al., Catapults in SGD, section 4,
 * with rates and iterations set by hand; critical-rate-aware schedules are the future work of Zhu,
 * Toward understanding the dynamics of over-parameterized neural networks.
 *
 * <p>It steers by what a {@code CatapultListener} measures, and must be the tracker that the
 * listener was given and the optimizer has. Cost: loss and critical rate on the probe data before
 * each update of a catapult (10 to 30 updates), and every 1 to 10 updates else, the less the
 * critical rate changes.
 *
 * <p>Guards: it backs off to 0.8 of the rate measured anew at each update as soon as the network
 * sharpens while the loss is high, the loss passes a bound, or does not come back. A failed
 * measurement lowers the rate and is never reckoned with. It steers, so weights differ from a
 * training without it; it puts weights back only if asked to, see {@link
 * CriticalRateTrackerBuilder#optKeepWeights}.
 *
 * <p>Suits gradient descent and SGD, plain or with heavy-ball momentum, and losses whose critical
 * rate the listener knows; see {@link #unsuitedTo(String)}. Not for use by several threads at once.
 */
public final class CriticalRateTracker implements MeasuredTracker {

  private final ControlSettings settings;
  private final CriticalRateControl control;
  private long observed = -1;
  private long offset = Long.MIN_VALUE;

  CriticalRateTracker(ControlSettings settings) {
    this.settings = settings;
    this.control = new CriticalRateControl(settings);
  }

  /** Starts a tracker. */
  public static CriticalRateTrackerBuilder builder() {
    return new CriticalRateTrackerBuilder();
  }

  /**
   * Safe training: stays at a fraction of the critical rate and makes no catapult.
   *
   * @param fraction in (0, 1)
   * @throws IllegalArgumentException if it is not
   */
  public static CriticalRateTracker safe(double fraction) {
    return builder().setCatapults(0).optSafeFraction(fraction).build();
  }

  /**
   * Why this tracker does not suit an optimizer; empty if it does, or if nothing is known of it.
   *
   * @param optimizer the simple name of its class, such as Adam
   */
  public static Optional<String> unsuitedTo(String optimizer) {
    return switch (optimizer) {
      case "Adam", "AdamW", "RmsProp", "Adagrad", "Adadelta" ->
          Optional.of(
              optimizer
                  + " scales each gradient: its critical rate is that of the preconditioned"
                  + " Hessian, not the one this tracker steers by. Take SGD");
      case "Nag", "NesterovMomentum" ->
          Optional.of(
              optimizer
                  + " is stable up to (1 + beta) / (1 + 2 beta) times the rate of plain descent,"
                  + " not (1 + beta) times. Take SGD with momentum");
      default -> Optional.empty();
    };
  }

  /** The number of catapults made so far. */
  public int catapults() {
    return control.catapults();
  }

  @Override
  public Set<Need> needs(long step) {
    return control.needs(step);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the step is not after the one observed before
   */
  @Override
  public void observe(Observation observation) {
    if (observation.step() <= observed) {
      throw new IllegalArgumentException(
          "Expected a step after "
              + observed
              + "; found "
              + observation.step()
              + ". Remedy: observe each step once, and give each training a tracker of its own.");
    }
    control.observe(observation);
    observed = observation.step();
  }

  /**
   * The rate of update {@code numUpdate}, the same however often it is asked. A measurement that
   * was needed and is missing counts as failed.
   *
   * @throws IllegalStateException if nothing has been observed yet
   */
  @Override
  public float getNewValue(int numUpdate) {
    if (observed < 0) {
      throw new IllegalStateException(
          "Expected an observation before update "
              + numUpdate
              + "; found none: nothing measures for this CriticalRateTracker. Remedy: give it to"
              + " the optimizer, and the optimizer to CatapultListener.builder().setOptimizer(...),"
              + " and add that listener to the training configuration.");
    }
    if (offset == Long.MIN_VALUE) {
      offset = numUpdate - observed;
    }
    long step = numUpdate - offset;
    if (step > observed && !control.needs(step).isEmpty()) {
      observe(Observation.failed(step));
    }
    return (float) control.rate();
  }

  @Override
  public WeightAction weightAction() {
    return control.weightAction();
  }

  @Override
  public List<Decision> takeDecisions() {
    return control.takeDecisions();
  }

  @Override
  public Component describe() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("catapults", settings.catapults());
    parameters.put("multiple", settings.multiple());
    parameters.put("safeFraction", settings.safeFraction());
    parameters.put("momentum", settings.momentum());
    parameters.put("lossBound", settings.lossBound());
    parameters.put("patience", settings.patience());
    parameters.put("keepWeights", settings.keepWeights());
    parameters.put("perBatch", settings.perBatch());
    return new Component("CriticalRateTracker", parameters);
  }
}
