/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import ai.djl.training.optimizer.Optimizer.OptimizerBuilder;
import ai.djl.training.tracker.ParameterTracker;

/** The settings that all our optimizers share: DJL's, checked, and the learning rate. */
abstract class InPlaceOptimizerBuilder<T extends InPlaceOptimizerBuilder<T>>
    extends OptimizerBuilder<T> {

  private ParameterTracker learningRateTracker;
  private float rescaleGrad = 1;
  private float clipGrad = -1;
  private float weightDecays;
  private int beginNumUpdate;

  /** Sets the tracker of the learning rate; required. */
  public T setLearningRateTracker(ParameterTracker learningRateTracker) {
    this.learningRateTracker = learningRateTracker;
    return self();
  }

  /** Sets the factor of the gradient, above 0; 1 by default. */
  @Override
  public T setRescaleGrad(float rescaleGrad) {
    this.rescaleGrad = rescaleGrad;
    return super.setRescaleGrad(rescaleGrad);
  }

  /**
   * Limits each entry of the rescaled gradient, before weight decay, to [-c, c]; a negative number,
   * as by default, limits nothing.
   */
  @Override
  public T optClipGrad(float clipGrad) {
    this.clipGrad = clipGrad;
    return super.optClipGrad(clipGrad);
  }

  /** Sets the factor of the weights that is added to the gradient; 0 by default. */
  @Override
  public T optWeightDecays(float weightDecays) {
    this.weightDecays = weightDecays;
    return super.optWeightDecays(weightDecays);
  }

  /** Sets the number of updates made before, for a training that is continued; 0 by default. */
  @Override
  public T optBeginNumUpdate(int beginNumUpdate) {
    this.beginNumUpdate = beginNumUpdate;
    return super.optBeginNumUpdate(beginNumUpdate);
  }

  /** With the shared settings of an optimizer, but other rates and from its first update on. */
  T restarting(GradientRule rule, ParameterTracker rates) {
    setRescaleGrad((float) rule.rescale());
    optClipGrad(rule.clip() > 0 ? (float) rule.clip() : -1);
    optWeightDecays((float) rule.weightDecay());
    return setLearningRateTracker(rates);
  }

  ParameterTracker learningRateTracker() {
    return learningRateTracker;
  }

  int beginNumUpdate() {
    return beginNumUpdate;
  }

  GradientRule gradientRule() {
    return new GradientRule(rescaleGrad, Math.max(0, clipGrad), weightDecays);
  }

  /** Notes what is wrong with the shared settings. */
  OptimizerFaults check(String product) {
    return new OptimizerFaults(product)
        .require(
            learningRateTracker != null,
            "learningRateTracker",
            "a tracker",
            "none",
            "call setLearningRateTracker, for example with Tracker.fixed(0.01f)")
        .requirePositive("rescaleGrad", rescaleGrad, "setRescaleGrad")
        .require(
            clipGrad < 0 || (clipGrad > 0 && Float.isFinite(clipGrad)),
            "clipGrad",
            "a finite bound above 0, or a negative number for none",
            clipGrad,
            "call optClipGrad")
        .requireNotNegative("weightDecays", weightDecays, "optWeightDecays")
        .require(
            beginNumUpdate >= 0,
            "beginNumUpdate",
            "at least 0",
            beginNumUpdate,
            "call optBeginNumUpdate");
  }
}
