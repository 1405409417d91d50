/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.AdamW;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Optimizer.OptimizerBuilder;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.optimizer.InspectableOptimizer;
import java.util.Optional;

/** Optimizers with the settings of another, which begin anew and ask a tracker of their own. */
final class OptimizerCopy {

  private final Optimizer original;

  private OptimizerCopy(Optimizer original) {
    this.original = original;
  }

  /**
   * A copy without the state.
   *
   * @param optimizer the original, which is left alone; null if it is not known
   * @param rates the learning rates of the copy
   * @return empty if it is none of DJL's Sgd, Adam and AdamW nor an {@link InspectableOptimizer}
   */
  static Optional<Optimizer> of(Optimizer optimizer, ParameterTracker rates) {
    return Optional.ofNullable(new OptimizerCopy(optimizer).with(rates));
  }

  private Optimizer with(ParameterTracker rates) {
    if (original instanceof InspectableOptimizer inspectable) {
      return inspectable.restarted(rates);
    }
    if (is(Sgd.class)) {
      return shared(Optimizer.sgd())
          .setLearningRateTracker(rates)
          .optMomentum(number("momentum"))
          .build();
    }
    if (is(Adam.class)) {
      return shared(Optimizer.adam())
          .optLearningRateTracker(rates)
          .optBeta1(number("beta1"))
          .optBeta2(number("beta2"))
          .optEpsilon(number("epsilon"))
          .build();
    }
    if (is(AdamW.class)) {
      return shared(Optimizer.adamW())
          .optLearningRateTracker(rates)
          .optBeta1(number("beta1"))
          .optBeta2(number("beta2"))
          .optEpsilon(number("epsilon"))
          .build();
    }
    return null;
  }

  private boolean is(Class<?> type) {
    return original != null && original.getClass() == type;
  }

  private <T extends OptimizerBuilder<T>> T shared(T builder) {
    builder.setRescaleGrad(number("rescaleGrad"));
    builder.optClipGrad(number("clipGrad"));
    builder.optWeightDecays(number("weightDecays"));
    return builder;
  }

  private float number(String field) {
    return PrivateFields.read(original, field, Float.class).orElseThrow();
  }
}
