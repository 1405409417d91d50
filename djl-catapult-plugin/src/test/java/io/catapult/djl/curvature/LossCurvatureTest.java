/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.nn.SquaredErrorLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Second derivatives of losses by the outputs against closed forms. */
class LossCurvatureTest extends CurvatureFixture {

  private static final int SAMPLES = 5;
  private static final int OUTPUTS = 3;

  private NDArray classes() {
    return manager.create(new long[] {0, 2, 1, 1, 0});
  }

  private static double tolerance(DataType type) {
    return type == DataType.FLOAT64 ? ROUNDING_64 : ROUNDING_32;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void softmaxBlocksAreTheCovarianceOfTheClassOverN(DataType type) {
    NDArray f = normal(type, SAMPLES, OUTPUTS);
    try (LossCurvature curvature =
        LossCurvature.of(Loss.softmaxCrossEntropyLoss(), f, new NDList(classes()))) {
      NDArray p = f.softmax(1);
      NDArray diagonal = p.expandDims(1).mul(manager.eye(OUTPUTS).toType(type, false));
      NDArray outer = p.expandDims(2).matMul(p.expandDims(1));
      NDArray expected = diagonal.sub(outer).div(SAMPLES);
      assertTrue(distance(expected, curvature.blocks()) < tolerance(type));
      assertTrue(curvature.scale().isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void squaredLossIsTwoOverNTimesTheIdentity(DataType type) {
    NDArray f = normal(type, SAMPLES, OUTPUTS);
    NDList y = new NDList(normal(type, SAMPLES, OUTPUTS));
    try (LossCurvature curvature = LossCurvature.of(SquaredErrorLoss.create(), f, y)) {
      assertEquals(2.0 / SAMPLES, curvature.scale().orElseThrow(), tolerance(type));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void djlsLossIsTheIdentityOverAllElements(DataType type) {
    NDArray f = normal(type, SAMPLES, OUTPUTS);
    NDList y = new NDList(normal(type, SAMPLES, OUTPUTS));
    try (LossCurvature curvature = LossCurvature.of(Loss.l2Loss(), f, y)) {
      double expected = 1.0 / (SAMPLES * OUTPUTS);
      assertEquals(expected, curvature.scale().orElseThrow(), tolerance(type));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void squareRootsMultiplyToTheBlocks(DataType type) {
    NDArray f = normal(type, SAMPLES, OUTPUTS);
    try (LossCurvature curvature =
        LossCurvature.of(Loss.softmaxCrossEntropyLoss(), f, new NDList(classes()))) {
      NDArray roots = curvature.squareRoots(manager);
      assertTrue(distance(curvature.blocks(), roots.matMul(roots)) < tolerance(type));
      assertTrue(distance(roots.transpose(0, 2, 1), roots) < tolerance(type));
    }
  }

  /** Of log(1 + exp(-y f)) with y = +-1: s (1 - s) / n with s the sigmoid, for one output. */
  @Test
  void logisticLossIsTheVarianceOfTheSign() {
    NDArray f = normal(SAMPLES, 1);
    NDArray y = normal(SAMPLES, 1).sign();
    Loss logistic =
        Losses.of("Logistic", (label, out) -> label.mul(out).neg().exp().add(1).log().mean());
    try (LossCurvature curvature = LossCurvature.of(logistic, f, new NDList(y))) {
      NDArray s = f.neg().exp().add(1).pow(-1);
      NDArray expected = s.mul(s.neg().add(1)).div(SAMPLES).reshape(SAMPLES, 1, 1);
      assertTrue(distance(expected, curvature.blocks()) < ROUNDING_64);
      assertTrue(curvature.scale().isEmpty());
    }
  }

  @Test
  void aPiecewiseLinearLossHasNoCurvature() {
    NDArray f = normal(SAMPLES, 1);
    try (LossCurvature curvature =
        LossCurvature.of(Loss.l1Loss(), f, new NDList(normal(SAMPLES, 1)))) {
      assertEquals(0, curvature.scale().orElseThrow());
    }
  }

  @Test
  void aLossThatCouplesSamplesIsSentToGaussNewton() {
    NDArray f = normal(SAMPLES, OUTPUTS);
    NDList y = new NDList(classes());
    Exception e =
        assertThrows(
            MeasurementException.class, () -> LossCurvature.of(Losses.squaredMean(), f, y));
    assertEquals(
        "Expected a loss that is a sum over samples; found SquaredMean, whose curvature couples"
            + " the outputs of different samples. Remedy: use GaussNewton, whose products hold"
            + " for any loss.",
        e.getMessage());
  }

  @Test
  void aLossThatIsNotConvexHasNoSquareRoot() {
    NDArray f = normal(SAMPLES, OUTPUTS).add(3);
    Loss concave = Losses.of("Concave", (label, out) -> out.abs().sqrt().sum());
    try (LossCurvature curvature = LossCurvature.of(concave, f, new NDList(classes()))) {
      Exception e = assertThrows(MeasurementException.class, () -> curvature.squareRoots(manager));
      assertTrue(e.getMessage().startsWith("Expected a loss that is convex in the outputs; found"));
      assertTrue(e.getMessage().contains("Remedy: use GaussNewton or LossHessian"));
    }
  }

  @Test
  void outputsStayAsTheyAre() {
    NDArray f = normal(SAMPLES, OUTPUTS);
    NDArray before = f.duplicate();
    try (LossCurvature curvature =
        LossCurvature.of(Loss.softmaxCrossEntropyLoss(), f, new NDList(classes()))) {
      curvature.squareRoots(manager);
    }
    assertEquals(before, f);
    assertFalse(f.hasGradient());
  }
}
