/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.testing.NpzFile;
import io.catapult.djl.testing.Tolerances;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A network trained by DJL with our optimizers goes where torch.optim led it, at every step. */
class ReferenceTrajectoryTest {

  private static final int STEPS = 100;
  private static final float DECAY = 0.01f;

  static Stream<Arguments> cases() {
    return Stream.of(
            "rmsprop",
            "rmsprop-decay",
            "rmsprop-centered",
            "rmsprop-momentum",
            "rmsprop-all",
            "adagrad",
            "adagrad-all",
            "adadelta",
            "adadelta-all",
            "nesterov",
            "nesterov-all")
        .flatMap(
            name ->
                Stream.of(
                    Arguments.of(name, DataType.FLOAT32), Arguments.of(name, DataType.FLOAT64)));
  }

  /** The same settings as the generator's. */
  private static Optimizer optimizer(String name, double[] factors) {
    return switch (name) {
      case "rmsprop" -> rmsProp(0.005f, factors).build();
      case "rmsprop-decay" ->
          rmsProp(0.005f, factors).optRho(0.9).optEpsilon(1e-6).optWeightDecays(DECAY).build();
      case "rmsprop-centered" ->
          rmsProp(0.005f, factors).optRho(0.95).optEpsilon(1e-3).optCentered(true).build();
      case "rmsprop-momentum" -> rmsProp(0.0015f, factors).optRho(0.9).optMomentum(0.8).build();
      case "rmsprop-all" ->
          all(rmsProp(0.003f, factors))
              .optRho(0.9)
              .optEpsilon(1e-3)
              .optMomentum(0.8)
              .optCentered(true)
              .build();
      case "adagrad" -> Adagrad.builder().setLearningRateTracker(rates(0.05f, factors)).build();
      case "adagrad-all" ->
          all(Adagrad.builder().setLearningRateTracker(rates(0.2f, factors)))
              .optEpsilon(1e-4)
              .optLearningRateDecay(0.05)
              .optInitialAccumulator(0.1)
              .build();
      case "adadelta" -> Adadelta.builder().setLearningRateTracker(rates(1, factors)).build();
      case "adadelta-all" ->
          all(Adadelta.builder().setLearningRateTracker(rates(0.7f, factors)))
              .optRho(0.8)
              .optEpsilon(1e-5)
              .build();
      case "nesterov" -> nesterov(factors).setMomentum(0.9).build();
      case "nesterov-all" -> all(nesterov(factors)).setMomentum(0.7).build();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static RmsProp.Builder rmsProp(float rate, double[] factors) {
    return RmsProp.builder().setLearningRateTracker(rates(rate, factors));
  }

  private static NesterovMomentum.Builder nesterov(double[] factors) {
    return NesterovMomentum.builder().setLearningRateTracker(rates(0.1f, factors));
  }

  private static <T extends InPlaceOptimizerBuilder<T>> T all(T builder) {
    return builder.optWeightDecays(DECAY).setRescaleGrad(1.7f).optClipGrad(0.2f);
  }

  private static Tracker rates(float rate, double[] factors) {
    return update -> (float) (rate * factors[update - 1]);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void weightsFollowThoseOfTorchOptim(String name, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NpzFile truth = NpzFile.read(manager, "/optimizer/trajectories.npz");
      Optimizer optimizer = optimizer(name, truth.get("factors").toDoubleArray());
      NDArray trajectory = truth.get(name);
      try (SmallTraining training = new SmallTraining(type, optimizer)) {
        for (int step = 0; step < STEPS; step++) {
          training.step();
          double error = Tolerances.relativeError(training.weights(), trajectory.get(step));
          assertTrue(error < Tolerances.of(type), "step " + step + ": " + error);
        }
      }
    }
  }
}
