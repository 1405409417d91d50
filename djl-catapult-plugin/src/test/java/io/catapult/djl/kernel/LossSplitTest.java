/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.DenseEigen;
import io.catapult.djl.linalg.Eigen;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.testing.ReferenceCase;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LossSplitTest {

  /** The product's bar, relative to the loss. */
  private static final double BAR = 1e-5;

  static Stream<Arguments> casesInBothTypes() {
    return TangentKernelReferenceTest.casesInBothTypes();
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void splitEqualsTheReference(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      double loss = loaded.truth().number("loss.mse");
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x());
          Eigenpairs pairs = Eigen.top(kernel.matrix(), 5)) {
        LossSplit split = LossSplit.of(kernel, loaded.y(), pairs);
        assertEquals(loss, split.loss(), BAR * loss);
        for (int s : new int[] {1, 3, 5}) {
          assertEquals(loaded.truth().number("split.top." + s), split.top(s), BAR * loss);
          assertEquals(loaded.truth().number("split.rest." + s), split.rest(s), BAR * loss);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesInBothTypes")
  void splitByTheOperatorsEigenvectorsIsTheSame(ReferenceCase reference, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = reference.load(manager, type);
      double loss = loaded.truth().number("loss.mse");
      try (ModelView model = ModelView.of(loaded.block());
          KernelOperator kernel = TangentKernel.of(model).operator(new NDList(loaded.x()));
          Eigenpairs pairs = Eigen.top(kernel, 3)) {
        LossSplit split = LossSplit.of(kernel.outputs(), loaded.y(), pairs);
        assertEquals(loaded.truth().number("split.top.3"), split.top(3), BAR * loss);
      }
    }
  }

  @Test
  void allEigendirectionsTogetherCarryTheWholeLoss() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      ReferenceCase.Loaded loaded = ReferenceCase.TANH_FCN_K3.load(manager, DataType.FLOAT64);
      try (ModelView model = ModelView.of(loaded.block());
          KernelMatrix kernel = TangentKernel.of(model).exact(loaded.x());
          Eigenpairs pairs = DenseEigen.all(kernel.matrix())) {
        LossSplit split = LossSplit.of(kernel, loaded.y(), pairs);
        assertEquals(split.loss(), split.top(split.size()), 1e-12);
        assertEquals(0, split.top(0));
        assertEquals(0, split.rest(split.size()), 1e-12);
      }
    }
  }

  @Test
  void unsuitableArgumentsAreRefused() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray f = manager.zeros(new Shape(4, 2));
      try (Eigenpairs pairs = DenseEigen.top(manager.eye(8), 3);
          Eigenpairs other = DenseEigen.top(manager.eye(4), 3)) {
        assertFault("one-hot", () -> LossSplit.of(f, manager.zeros(new Shape(4)), pairs));
        assertFault("length 4", () -> LossSplit.of(f, f, other));
        assertFault("in the labels", () -> LossSplit.of(f, f.add(Float.NaN), pairs));
        assertFault("s = 4", () -> LossSplit.of(f, f, pairs).top(4));
        assertFault("s = -1", () -> LossSplit.of(f, f, pairs).rest(-1));
      }
    }
  }

  private static void assertFault(String text, Runnable mistake) {
    MeasurementException e = assertThrows(MeasurementException.class, mistake::run);
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }
}
