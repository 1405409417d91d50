/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.kernel.KernelMatrix;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.testing.ReferenceCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of a loss against what differentiating it finds. */
class KnownScaleTest extends CurvatureFixture {

  private final Loss squared = SquaredErrorLoss.create();

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void theSquaredErrorsScaleIsWhatDifferentiationFinds(DataType type) {
    for (long[] shape : new long[][] {{1, 1}, {5, 1}, {4, 3}}) {
      NDArray f = normal(type, shape);
      NDList y = new NDList(normal(type, shape));
      try (LossCurvature curvature = LossCurvature.of(squared, f, y)) {
        double truth = curvature.scale().orElseThrow();
        assertEquals(truth, KnownScale.of(squared, f, y).orElseThrow(), ROUNDING_32 * truth);
      }
    }
    NDList flat = new NDList(normal(type, 5));
    assertEquals(0.4, KnownScale.of(squared, normal(type, 5, 1), flat).orElseThrow());
  }

  @Test
  void otherLossesAreDifferentiated() {
    NDArray f = normal(4, 3);
    NDList y = new NDList(normal(4, 3));
    assertTrue(KnownScale.of(Loss.l2Loss(), f, y).isEmpty());
    assertTrue(KnownScale.of(Loss.l1Loss(), f, y).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"NTK_FCN", "TANH_FCN_K3"})
  void sharpnessIsTheSameOnEveryWay(ReferenceCase reference) {
    ReferenceCase.Loaded loaded = reference.load(manager, DataType.FLOAT64);
    NDList y = new NDList(loaded.y());
    try (ModelView model = ModelView.of(loaded.block());
        KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x());
        Eigenpairs top = Eigen.top(kernel.matrix(), 1)) {
      for (Loss loss : new Loss[] {squared, Loss.l2Loss()}) {
        double truth = KernelSharpness.differentiated(kernel, loss, y);
        assertEquals(truth, KernelSharpness.of(kernel, loss, y), ROUNDING_64 * truth);
        assertEquals(truth, KernelSharpness.of(kernel, top, loss, y), ROUNDING_64 * truth);
      }
    }
  }

  @Test
  void whatIsWrongIsSaidAsByDifferentiation() {
    NDArray f = normal(DataType.FLOAT32, 4, 1);
    assertSameFault(f, manager.ones(new Shape(4, 1)).mul(Float.NaN));
    assertSameFault(f, manager.ones(new Shape(4, 1)).mul(1e30f));
    assertSameFault(f, manager.ones(new Shape(3, 1)));
    assertSameFault(f, manager.ones(new Shape(4, 2)));
  }

  private void assertSameFault(NDArray f, NDArray label) {
    NDList y = new NDList(label);
    MeasurementException truth =
        assertThrows(MeasurementException.class, () -> LossCurvature.of(squared, f, y));
    MeasurementException found =
        assertThrows(MeasurementException.class, () -> orDifferentiated(f, y));
    assertEquals(truth.getMessage(), found.getMessage());
  }

  private void orDifferentiated(NDArray f, NDList y) {
    if (KnownScale.of(squared, f, y).isEmpty()) {
      LossCurvature.of(squared, f, y).close();
    }
  }
}
