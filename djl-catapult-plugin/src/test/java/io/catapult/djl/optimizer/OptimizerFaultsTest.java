/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.autodiff.MeasurementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerFaultsTest {

  private static void assertFault(String message, Executable build) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, build).getMessage());
  }

  @Test
  void rmsPropNamesEveryFaultAtOnce() {
    RmsProp.Builder builder =
        RmsProp.builder()
            .optRho(1)
            .optEpsilon(0)
            .optMomentum(-0.1)
            .setRescaleGrad(0)
            .optClipGrad(0)
            .optWeightDecays(Float.NaN)
            .optBeginNumUpdate(-1);
    assertFault(
        "Cannot build RmsProp. learningRateTracker: expected a tracker, found none; call"
            + " setLearningRateTracker, for example with Tracker.fixed(0.01f). rescaleGrad:"
            + " expected a finite number above 0, found 0.0; call setRescaleGrad. clipGrad:"
            + " expected a finite bound above 0, or a negative number for none, found 0.0; call"
            + " optClipGrad. weightDecays: expected a finite number of at least 0, found NaN; call"
            + " optWeightDecays. beginNumUpdate: expected at least 0, found -1; call"
            + " optBeginNumUpdate. rho: expected a number in [0, 1), found 1.0; call optRho."
            + " epsilon: expected a finite number above 0, found 0.0; call optEpsilon. momentum:"
            + " expected a number in [0, 1), found -0.1; call optMomentum.",
        builder::build);
  }

  @Test
  void adagradChecksDecayAndAccumulator() {
    Adagrad.Builder builder =
        Adagrad.builder()
            .setLearningRateTracker(Tracker.fixed(1))
            .optEpsilon(Double.NaN)
            .optLearningRateDecay(-1)
            .optInitialAccumulator(Double.POSITIVE_INFINITY);
    assertFault(
        "Cannot build Adagrad. epsilon: expected a finite number above 0, found NaN; call"
            + " optEpsilon. learningRateDecay: expected a finite number of at least 0, found -1.0;"
            + " call optLearningRateDecay. initialAccumulator: expected a finite number of at least"
            + " 0, found Infinity; call optInitialAccumulator.",
        builder::build);
  }

  @Test
  void adadeltaChecksRhoAndEpsilon() {
    Adadelta.Builder builder =
        Adadelta.builder().setLearningRateTracker(Tracker.fixed(1)).optRho(-1).optEpsilon(-1);
    assertFault(
        "Cannot build Adadelta. rho: expected a number in [0, 1), found -1.0; call optRho. epsilon:"
            + " expected a finite number above 0, found -1.0; call optEpsilon.",
        builder::build);
  }

  @Test
  void nesterovWantsItsMomentum() {
    assertFault(
        "Cannot build NesterovMomentum. momentum: expected a number in (0, 1), found 0.0; call"
            + " setMomentum.",
        NesterovMomentum.builder().setLearningRateTracker(Tracker.fixed(1))::build);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -1})
  void aRateThatIsNoneChangesNothing(float rate) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray weight = manager.ones(new Shape(2));
      OneOfEach.withRate(new BrokenTracker(rate))
          .forEach(
              optimizer -> {
                var fault =
                    assertThrows(
                        IllegalStateException.class,
                        () -> optimizer.update("w", weight, weight.onesLike()));
                assertEquals(
                    "Expected a finite learning rate of at least 0 for update 1, found "
                        + rate
                        + ". Remedy: mend "
                        + BrokenTracker.class.getName()
                        + ".",
                    fault.getMessage());
              });
      assertArrayEquals(new float[] {1, 1}, weight.toFloatArray());
    }
  }

  private record BrokenTracker(float rate) implements Tracker {
    @Override
    public float getNewValue(int numUpdate) {
      return rate;
    }
  }

  @Test
  void aGradientUnlikeItsWeightIsRefused() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray weight = manager.ones(new Shape(2));
      NDArray gradient = weight.toType(DataType.FLOAT64, true);
      OneOfEach.withRate(Tracker.fixed(0.1f))
          .forEach(
              optimizer -> {
                var fault =
                    assertThrows(
                        MeasurementException.class, () -> optimizer.update("w", weight, gradient));
                assertEquals(
                    "Expected a gradient like its weight, float32 (2) on cpu(); found float64 (2)"
                        + " on cpu(). Remedy: hand over the gradient of this weight, on its"
                        + " device.",
                    fault.getMessage());
              });
      assertArrayEquals(new float[] {1, 1}, weight.toFloatArray());
    }
  }
}
