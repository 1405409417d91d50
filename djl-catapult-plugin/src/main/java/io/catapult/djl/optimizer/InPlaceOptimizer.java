/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.GradMode;
import io.catapult.djl.autodiff.UpdateRule;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What our optimizers have in common: clock, learning rate, state and its inspection. */
abstract class InPlaceOptimizer extends Optimizer implements InspectableOptimizer {

  private final UpdateRule rule;
  private final GradientRule gradientRule;
  private final ParameterTracker tracker;
  private final int beginNumUpdate;
  private final Map<Key, ParameterState> states = new ConcurrentHashMap<>();

  /** Each copy of a parameter has a clock and a state of its own. */
  private record Key(String parameterId, Device device) {}

  InPlaceOptimizer(UpdateRule rule, InPlaceOptimizerBuilder<?> builder) {
    super(builder);
    this.rule = rule;
    gradientRule = builder.gradientRule();
    tracker = builder.learningRateTracker();
    beginNumUpdate = builder.beginNumUpdate();
  }

  /** The first values of the state's arrays, one each. */
  abstract double[] initialState();

  /** The rate and the optimizer's own settings, as its {@link UpdateRule} takes them. */
  abstract double[] settings(double rate, long update);

  /** D from the state's arrays after an update, for gradients as they are after rescaling. */
  abstract NDArray diagonal(NDList state, long update);

  GradientRule gradientRule() {
    return gradientRule;
  }

  /** Adds the optimizer's own parameters. */
  abstract void describe(Map<String, Object> parameters);

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the tracker answers a rate that is negative or not finite;
   *     nothing has changed then
   * @throws io.catapult.djl.autodiff.MeasurementException if the gradient is not like the weight
   */
  @Override
  public final void update(String parameterId, NDArray weight, NDArray grad) {
    float rate = rate(parameterId, weight.getDevice());
    ParameterState state =
        states.compute(
            new Key(parameterId, weight.getDevice()),
            (key, old) -> old != null && old.suits(weight) ? old : newState(weight));
    double[] settings = settings(rate, beginNumUpdate + state.updates() + 1);
    rule.apply(weight, grad, state.arrays(), gradientRule.before(settings));
    state.countUpdate();
  }

  private float rate(String parameterId, Device device) {
    // DJL counts calls: with one count for all devices the clock would run once for each of them.
    int count = updateCount(parameterId + " on " + device);
    float rate = tracker.getNewValue(parameterId, count);
    if (!(rate >= 0) || Float.isInfinite(rate)) {
      throw new IllegalStateException(
          "Expected a finite learning rate of at least 0 for update "
              + count
              + ", found "
              + rate
              + ". Remedy: mend "
              + tracker.getClass().getName()
              + ".");
    }
    return rate;
  }

  private ParameterState newState(NDArray weight) {
    return GradMode.paused(() -> new ParameterState(weight, initialState()));
  }

  @Override
  public final Optional<NDArray> preconditioner(String parameterId, NDManager manager) {
    ParameterState state = states.get(new Key(parameterId, manager.getDevice()));
    if (state == null || !state.isOpen()) {
      return Optional.empty();
    }
    return Optional.of(GradMode.paused(() -> preconditioner(state, manager)));
  }

  private NDArray preconditioner(ParameterState state, NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      NDList own = new NDList();
      state.arrays().forEach(array -> own.add(Aten.alias(array, scratch)));
      NDArray diagonal = diagonal(own, beginNumUpdate + state.updates());
      diagonal.divi(gradientRule.rescale());
      diagonal.attach(manager);
      return diagonal;
    }
  }

  @Override
  public double stabilityLimit() {
    return 2 + 2 * momentum();
  }

  @Override
  public final Component describe() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("learningRate", describeTracker());
    describe(parameters);
    gradientRule.describe(parameters);
    parameters.put("beginNumUpdate", beginNumUpdate);
    return new Component(getClass().getSimpleName(), parameters);
  }

  private Object describeTracker() {
    if (!(tracker instanceof Described described)) {
      return tracker.getClass().getName();
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("name", described.describe().name());
    parts.putAll(described.describe().parameters());
    return parts;
  }
}
