/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.End;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.djl.linalg.LinearOperator;
import io.catapult.djl.linalg.Outcome;
import io.catapult.djl.linalg.SpectralDensity;
import io.catapult.djl.linalg.Target;
import io.catapult.djl.linalg.TraceEstimate;
import io.catapult.djl.linalg.TraceEstimator;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Followed eigenvalues against the spectrum of the dense Hessian. */
class SharpnessTest extends CurvatureFixture {

  private static final double TOLERANCE = 1e-3;

  private NDList x;
  private NDList labels;

  private ModelView network() {
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(10).build())
            .add(Activation.tanhBlock())
            .add(Linear.builder().setUnits(3).build());
    x = new NDList(normal(8, 4));
    labels = new NDList(manager.create(new long[] {0, 2, 1, 1, 0, 2, 0, 1}));
    return ModelView.of(initialize(block, 1, 4));
  }

  private LossHessian hessian(ModelView model) {
    return LossHessian.of(model, Loss.softmaxCrossEntropyLoss(), x, labels);
  }

  private double[] spectrum(LinearOperator operator) {
    return Aten.eigh(manager, dense(operator)).head().toDoubleArray();
  }

  @Test
  void largestEigenvaluesAreThoseOfTheDenseHessian() {
    try (ModelView model = network();
        LossHessian hessian = hessian(model);
        SharpnessTracker tracker = SharpnessTracker.top(3)) {
      double[] ascending = spectrum(hessian);
      Sharpness sharpness = tracker.measure(hessian);
      assertEquals(Outcome.CONVERGED, sharpness.outcome());
      double scale = ascending[ascending.length - 1];
      for (int i = 0; i < 3; i++) {
        double expected = ascending[ascending.length - 1 - i];
        assertEquals(expected, sharpness.values().get(i), TOLERANCE * scale);
      }
    }
  }

  @Test
  void bothEndsAreFollowedIfAskedFor() {
    Lanczos both = Lanczos.builder().setCount(1).optEnd(End.BOTH).optTarget(Target.VALUES).build();
    try (ModelView model = network();
        LossHessian hessian = hessian(model);
        SharpnessTracker tracker = SharpnessTracker.of(both)) {
      double[] ascending = spectrum(hessian);
      Sharpness sharpness = tracker.measure(hessian);
      double scale = ascending[ascending.length - 1];
      assertEquals(scale, sharpness.largest(), TOLERANCE * scale);
      assertEquals(ascending[0], sharpness.smallest(), TOLERANCE * scale);
      assertTrue(sharpness.smallest() < 0);
    }
  }

  @Test
  void aSecondMeasurementStartsFromTheFirst() {
    try (ModelView model = network();
        SharpnessTracker tracker = SharpnessTracker.top(1)) {
      Sharpness cold = tracker.measure(model, Loss.softmaxCrossEntropyLoss(), x, labels);
      Sharpness warm = tracker.measure(model, Loss.softmaxCrossEntropyLoss(), x, labels);
      assertEquals(cold.largest(), warm.largest(), TOLERANCE * cold.largest());
      assertTrue(warm.products() < cold.products());
      tracker.forget();
      Sharpness again = tracker.measure(model, Loss.softmaxCrossEntropyLoss(), x, labels);
      assertEquals(cold, again);
    }
  }

  @Test
  void traceAndDensityOfTheHessianAreThoseOfItsSpectrum() {
    try (ModelView model = network();
        LossHessian hessian = hessian(model)) {
      double[] spectrum = spectrum(hessian);
      double trace = Arrays.stream(spectrum).sum();
      TraceEstimate estimate = TraceEstimator.estimate(hessian, 64, 1);
      assertTrue(estimate.interval(0.999).contains(trace));
      SpectralDensity density = SpectralDensity.of(hessian, 64, 20, 1);
      double mean = trace / spectrum.length;
      assertEquals(mean, density.moment(1), 4 * estimate.standardError() / spectrum.length);
    }
  }

  @Test
  void preconditionedSharpnessIsTheLargestEigenvalueOfTheQuotient() {
    try (ModelView model = network();
        LossHessian hessian = hessian(model)) {
      NDArray diagonal = normal(hessian.size()).abs().add(0.1);
      try (PreconditionedOperator operator = PreconditionedOperator.of(hessian, diagonal);
          SharpnessTracker tracker = SharpnessTracker.top(1)) {
        NDArray root = diagonal.sqrt();
        NDArray quotient = dense(hessian).div(root.expandDims(0)).div(root.expandDims(1));
        double[] ascending = Aten.eigh(manager, quotient).head().toDoubleArray();
        double expected = ascending[ascending.length - 1];
        assertEquals(expected, tracker.measure(operator).largest(), TOLERANCE * expected);
      }
    }
  }

  /** f = w x on one sample with squared loss: lambda_max = 2 x^2 = 8, so 2 / 8. */
  @Test
  void criticalRateIsTwoOverTheSharpnessTimesOnePlusMomentum() {
    Block block = initialize(Linear.builder().setUnits(1).optBias(false).build(), 1, 1);
    NDList two = new NDList(manager.create(new double[][] {{2}}));
    try (ModelView model = ModelView.of(block);
        SharpnessTracker tracker = SharpnessTracker.top(1)) {
      Sharpness sharpness = tracker.measure(model, SquaredErrorLoss.create(), two, two);
      assertEquals(0.25, sharpness.criticalRate(0).rate(), ROUNDING_64);
      assertEquals(0.475, sharpness.criticalRate(0.9).rate(), ROUNDING_64);
    }
  }

  @Test
  void withoutPositiveCurvatureNoRateIsTooLarge() {
    for (double lambda : new double[] {0, -1}) {
      CriticalRate critical = CriticalRate.fromSharpness(lambda, 0);
      assertFalse(critical.exists());
      assertEquals(Double.POSITIVE_INFINITY, critical.rate());
    }
  }

  @Test
  void aCriticalRateNeedsNumbersThatMakeSense() {
    assertFault(
        () -> CriticalRate.fromSharpness(Double.NaN, 0),
        "Expected a finite largest eigenvalue; found NaN. Remedy: look for NaN in the weights and"
            + " the loss, the training may have diverged.");
    assertFault(
        () -> CriticalRate.fromSharpness(1, 1),
        "Expected a momentum in [0, 1); found 1.0. Remedy: give that of the optimizer, or 0.");
    assertFault(
        () -> new Sharpness(List.of(), List.of(), 1, Outcome.NON_FINITE).largest(),
        "Expected at least one eigenvalue; found NON_FINITE. Remedy: "
            + Outcome.NON_FINITE.advice()
            + ".");
  }

  @Test
  void anOverflowIsAnOutcome() {
    LinearOperator overflow =
        new LinearOperator() {
          @Override
          public long size() {
            return 3;
          }

          @Override
          public DataType dataType() {
            return DataType.FLOAT64;
          }

          @Override
          public Device device() {
            return Device.cpu();
          }

          @Override
          public NDArray apply(NDArray vector) {
            return vector.mul(Double.NaN);
          }
        };
    try (SharpnessTracker tracker = SharpnessTracker.top(1)) {
      assertEquals(Outcome.NON_FINITE, tracker.measure(overflow).outcome());
      assertEquals(Outcome.NON_FINITE, tracker.measure(overflow).outcome());
    }
  }

  private static void assertFault(Runnable attempt, String text) {
    assertEquals(text, assertThrows(MeasurementException.class, attempt::run).getMessage());
  }
}
