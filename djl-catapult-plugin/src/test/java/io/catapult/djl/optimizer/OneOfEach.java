/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import ai.djl.training.tracker.ParameterTracker;
import java.util.stream.Stream;

/** An optimizer of each kind that uses everything it can keep, for tests that hold for all. */
final class OneOfEach {

  private OneOfEach() {}

  static Stream<InPlaceOptimizerBuilder<?>> builders() {
    return Stream.of(
        RmsProp.builder().optMomentum(0.8).optCentered(true),
        Adagrad.builder().optLearningRateDecay(0.01),
        // A large epsilon lets Adadelta begin with steps of the others' size.
        Adadelta.builder().optEpsilon(0.1),
        NesterovMomentum.builder().setMomentum(0.8));
  }

  static Stream<InPlaceOptimizer> withRate(ParameterTracker rate) {
    return builders().map(builder -> build(builder.setLearningRateTracker(rate)));
  }

  static InPlaceOptimizer build(Object builder) {
    if (builder instanceof RmsProp.Builder rmsProp) {
      return rmsProp.build();
    }
    if (builder instanceof Adagrad.Builder adagrad) {
      return adagrad.build();
    }
    if (builder instanceof Adadelta.Builder adadelta) {
      return adadelta.build();
    }
    return ((NesterovMomentum.Builder) builder).build();
  }
}
