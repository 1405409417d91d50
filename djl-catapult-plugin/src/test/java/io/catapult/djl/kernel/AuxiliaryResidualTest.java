/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.testing.ReferenceCase;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** R' by its definition: with all eigenvectors of a kernel that stands still, in closed form. */
class AuxiliaryResidualTest {

  private static final double ROUNDING = 1e-11;
  private static final double RATE = 0.3;

  private static void withKernel(BiConsumer<KernelMatrix, ReferenceCase.Loaded> body) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = ReferenceCase.TANH_FCN_K3.load(manager, DataType.FLOAT64);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x())) {
        body.accept(kernel, loaded);
      }
    }
  }

  /** sum over i above 1 of (1 - eta c lambda_i)^(2 t) (r . v_i)^2 / n. */
  private static double closedForm(
      Eigenpairs all, LossSplit split, double eta, double c, int t, long n) {
    double sum = 0;
    for (int i = 1; i < all.size(); i++) {
      double factor = Math.pow(1 - eta * c * all.values()[i], t) * split.coefficients()[i];
      sum += factor * factor;
    }
    return sum / n;
  }

  @Test
  void withAKernelThatStandsStillItDecaysAlongEachOtherEigenvector() {
    withKernel(
        (kernel, loaded) -> {
          try (Eigenpairs all = DenseEigen.all(kernel.matrix());
              AuxiliaryResidual residual = new AuxiliaryResidual()) {
            NDArray y = loaded.y();
            long n = y.getShape().get(0);
            double c = 1.5 / all.values()[0]; // a scale at which nothing has decayed at once
            LossSplit split = LossSplit.of(kernel, y, all);
            // every step at first, then every third: the matrix and the rate stand for the steps
            int[] steps = {0, 1, 2, 5, 8};
            for (int t : steps) {
              residual.observe(t, kernel, all, y, c);
              residual.setRate(RATE);
              double truth = closedForm(all, split, RATE, c, t, n);
              assertEquals(truth, residual.meanSquare(), ROUNDING * split.loss());
            }
            // R has stood still with the kernel, R' has decayed along the same vectors
            double sum = 0;
            for (int i = 1; i < all.size(); i++) {
              double left = 1 - Math.pow(1 - RATE * c * all.values()[i], 8);
              sum += Math.pow(left * split.coefficients()[i], 2);
            }
            assertEquals(sum / n, residual.distance(), ROUNDING * split.loss());
          }
        });
  }

  @Test
  void itBeginsAtTheResidualAndAnewAfterARestart() {
    withKernel(
        (kernel, loaded) -> {
          try (Eigenpairs top = DenseEigen.top(kernel.matrix(), 1);
              AuxiliaryResidual residual = new AuxiliaryResidual()) {
            LossSplit split = LossSplit.of(kernel, loaded.y(), top);
            for (int t : new int[] {4, 1}) { // earlier weights, an earlier step
              residual.observe(t, kernel, top, loaded.y(), 0.01);
              assertEquals(split.rest(1), residual.meanSquare(), ROUNDING * split.loss());
              assertEquals(0, residual.distance());
              residual.restart();
            }
          }
        });
  }

  @Test
  void whatBreaksTheSequenceIsAnError() {
    withKernel(
        (kernel, loaded) -> {
          try (Eigenpairs top = DenseEigen.top(kernel.matrix(), 1);
              AuxiliaryResidual residual = new AuxiliaryResidual()) {
            assertFault("none", residual::meanSquare);
            residual.observe(3, kernel, top, loaded.y(), 0.01);
            assertFault("rate NaN", () -> residual.observe(4, kernel, top, loaded.y(), 0.01));
            residual.setRate(RATE);
            assertFault("0 steps later", () -> residual.observe(3, kernel, top, loaded.y(), 0.01));
          }
        });
  }

  private static void assertFault(String text, Runnable mistake) {
    MeasurementException e = assertThrows(MeasurementException.class, mistake::run);
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }
}
