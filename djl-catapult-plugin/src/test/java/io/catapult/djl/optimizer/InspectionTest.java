/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.tracker.Tracker;
import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the optimizers tell of themselves. */
class InspectionTest {

  private static final double[][] GRADIENTS = {{0.3, -2}, {1.1, 0.7}, {-0.4, 0.9}};
  private static final double RATE = 0.25;
  private static final double EXACT = 1e-10;

  private NDManager manager;
  private NDArray weight;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager("PyTorch");
    weight = manager.create(new double[] {1, -2});
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static <T extends InPlaceOptimizerBuilder<T>> T quarter(T builder) {
    return builder.setLearningRateTracker(Tracker.fixed((float) RATE));
  }

  /** Optimizers without momentum, whose D is that of their latest update. */
  static Stream<InPlaceOptimizer> withoutMomentum() {
    return Stream.of(
        quarter(RmsProp.builder()).optRho(0.7).build(),
        quarter(RmsProp.builder()).optRho(0.7).optCentered(true).setRescaleGrad(3).build(),
        quarter(Adagrad.builder()).optLearningRateDecay(0.5).setRescaleGrad(3).build(),
        quarter(Adagrad.builder()).optLearningRateDecay(0.5).optBeginNumUpdate(4).build());
  }

  @ParameterizedTest
  @MethodSource("withoutMomentum")
  void theLatestChangeIsRateTimesGradientOverD(InPlaceOptimizer optimizer) {
    for (double[] gradient : GRADIENTS) {
      NDArray before = weight.duplicate();
      optimizer.update("w", weight, manager.create(gradient));
      NDArray d = optimizer.preconditioner("w", manager).orElseThrow();
      double[] product = before.sub(weight).mul(d).div(RATE).toDoubleArray();
      assertArrayEquals(gradient, product, EXACT);
    }
  }

  @Test
  void adadeltaAnswersTheDOfItsTwoMeanSquares() {
    Adadelta optimizer = quarter(Adadelta.builder()).optRho(0.7).optEpsilon(0.01).build();
    double v = 0;
    double u = 0;
    for (double[] gradient : GRADIENTS) {
      optimizer.update("w", weight, manager.create(gradient));
      v = 0.7 * v + 0.3 * gradient[1] * gradient[1];
      double change = gradient[1] * Math.sqrt(u + 0.01) / Math.sqrt(v + 0.01);
      u = 0.7 * u + 0.3 * change * change;
      NDArray d = optimizer.preconditioner("w", manager).orElseThrow();
      assertEquals(Math.sqrt(v + 0.01) / Math.sqrt(u + 0.01), d.getDouble(1), EXACT);
    }
  }

  @Test
  void nesterovHasTheIdentityButForTheFactorOfTheGradient() {
    NesterovMomentum optimizer =
        quarter(NesterovMomentum.builder()).setMomentum(0.5).setRescaleGrad(4).build();
    optimizer.update("w", weight, manager.create(GRADIENTS[0]));
    NDArray d = optimizer.preconditioner("w", manager).orElseThrow();
    assertArrayEquals(new double[] {0.25, 0.25}, d.toDoubleArray());
  }

  @Test
  void theAnswerIsACopyThatOutlivesTheState() {
    Adagrad optimizer = quarter(Adagrad.builder()).build();
    NDArray d;
    try (NDManager brief = manager.newSubManager()) {
      weight.attach(brief);
      optimizer.update("w", weight, manager.create(GRADIENTS[0]));
      d = optimizer.preconditioner("w", manager).orElseThrow();
      d.muli(2);
      NDArray again = optimizer.preconditioner("w", manager).orElseThrow();
      assertArrayEquals(again.mul(2).toDoubleArray(), d.toDoubleArray());
    }
    assertEquals(0.6, d.getDouble(0), 1e-9);
    assertTrue(optimizer.preconditioner("w", manager).isEmpty(), "the state ends with the weight");
  }

  @Test
  void thereIsNoneBeforeTheFirstUpdateOrOfAnotherParameter() {
    OneOfEach.withRate(Tracker.fixed(0.1f))
        .forEach(
            optimizer -> {
              assertTrue(optimizer.preconditioner("w", manager).isEmpty());
              optimizer.update("w", weight, manager.create(GRADIENTS[0]));
              assertTrue(optimizer.preconditioner("w", manager).isPresent());
              assertTrue(optimizer.preconditioner("b", manager).isEmpty());
            });
  }

  /** A large epsilon makes D constant, so that a quadratic tells where stability ends. */
  static Stream<InPlaceOptimizer> withConstantD() {
    return Stream.of(
        quarter(RmsProp.builder()).optEpsilon(1e6).build(),
        quarter(RmsProp.builder()).optEpsilon(1e6).optMomentum(0.8).build(),
        quarter(Adagrad.builder()).optEpsilon(1e6).build(),
        quarter(Adadelta.builder()).optEpsilon(1e6).build(),
        quarter(NesterovMomentum.builder()).setMomentum(0.8).build());
  }

  @ParameterizedTest
  @MethodSource("withConstantD")
  void stepsOnAQuadraticGrowAboveTheStabilityLimitOnly(InPlaceOptimizer optimizer) {
    assertTrue(growth(optimizer, "below", 0.98) < 0.5);
    assertTrue(growth(optimizer, "above", 1.02) > 2);
  }

  /** By what |w| grows in 200 steps with eta lambda / D at a multiple of the limit. */
  private double growth(InPlaceOptimizer optimizer, String id, double multiple) {
    // So near the minimum that epsilon dominates the gradient.
    double start = 1e-9;
    NDArray w = manager.create(new double[] {start});
    optimizer.update(id, w, w.zerosLike());
    double d = optimizer.preconditioner(id, manager).orElseThrow().getDouble();
    double curvature = multiple * optimizer.stabilityLimit() * d / RATE;
    for (int step = 0; step < 200; step++) {
      try (NDArray gradient = w.mul(curvature)) {
        optimizer.update(id, w, gradient);
      }
    }
    return Math.abs(w.getDouble()) / start;
  }

  @Test
  void aDescriptionHoldsEverySettingAndThatOfADescribedTracker() {
    Component found =
        RmsProp.builder()
            .setLearningRateTracker(new TellingTracker())
            .optRho(0.9)
            .optMomentum(0.5)
            .optWeightDecays(0.25f)
            .build()
            .describe();
    assertEquals("RmsProp", found.name());
    assertEquals(
        List.of(
            "learningRate",
            "rho",
            "epsilon",
            "momentum",
            "centered",
            "rescaleGrad",
            "clipGrad",
            "weightDecays",
            "beginNumUpdate"),
        List.copyOf(found.parameters().keySet()));
    assertEquals(Map.of("name", "telling", "from", 2.0), found.parameters().get("learningRate"));
    assertEquals(0.25, found.parameters().get("weightDecays"));
  }

  @Test
  void aTrackerThatSaysNothingIsRecordedByItsClass() {
    OneOfEach.withRate(Tracker.fixed(0.1f))
        .forEach(
            optimizer -> {
              Component found = optimizer.describe();
              assertEquals(optimizer.getClass().getSimpleName(), found.name());
              assertEquals(
                  "ai.djl.training.tracker.FixedTracker", found.parameters().get("learningRate"));
            });
  }

  private record TellingTracker() implements Tracker, Described {
    @Override
    public float getNewValue(int numUpdate) {
      return 2;
    }

    @Override
    public Component describe() {
      return new Component("telling", Map.of("from", 2.0));
    }
  }
}
