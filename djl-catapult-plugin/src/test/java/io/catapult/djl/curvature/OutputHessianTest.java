/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.linalg.SpectralNorm;
import io.catapult.djl.nn.Networks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputHessianTest extends CurvatureFixture {

  private static final int FEATURES = 3;

  private Block network(int width) {
    Block block =
        Networks.fullyConnected()
            .setDepth(2)
            .setWidth(width)
            .optOutputs(2)
            .optBias(false)
            .optActivation(Activation::tanh)
            .build();
    return initialize(block, 1, FEATURES);
  }

  @Test
  void isTheSecondDerivativeOfItsOutput() {
    NDList x = new NDList(normal(1, FEATURES));
    try (ModelView model = ModelView.of(network(5));
        OutputDerivatives truth = OutputDerivatives.of(model, x)) {
      NDArray v = normal(model.parameterCount());
      double[] expected = truth.second(v).toDoubleArray();
      double[] found = new double[2];
      for (int c = 0; c < 2; c++) {
        try (OutputHessian hessian = OutputHessian.of(model, x, c)) {
          found[c] = v.dot(hessian.apply(v)).getDouble();
        }
      }
      assertArrayEquals(expected, found, ROUNDING_64);
    }
  }

  /** f = a W x / sqrt(m d) has d^2 f / da_j dW_jl = x_l / sqrt(m d), and nothing else. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 64})
  void fallsWithTheWidthOfATwoLayerLinearNetwork(int width) {
    Block block =
        Networks.fullyConnected()
            .setDepth(2)
            .setWidth(width)
            .optBias(false)
            .optActivation(z -> z)
            .build();
    initialize(block, 1, FEATURES);
    NDArray x = normal(1, FEATURES);
    try (ModelView model = ModelView.of(block);
        OutputHessian hessian = OutputHessian.of(model, new NDList(x), 0)) {
      double expected = x.norm().getDouble() / Math.sqrt(width * FEATURES);
      assertEquals(expected, SpectralNorm.of(hessian), 1e-3 * expected);
    }
  }

  @Test
  void ofALinearModelIsZero() {
    Block block = Networks.fullyConnected().setDepth(1).setWidth(1).build();
    initialize(block, 1, FEATURES);
    try (ModelView model = ModelView.of(block);
        OutputHessian hessian = OutputHessian.of(model, new NDList(normal(1, FEATURES)), 0)) {
      assertEquals(0, SpectralNorm.of(hessian));
    }
  }

  @Test
  void refusesSeveralSamplesAndOutputsThatAreNotThere() {
    try (ModelView model = ModelView.of(network(5))) {
      NDList one = new NDList(normal(1, FEATURES));
      NDList two = new NDList(normal(2, FEATURES));
      for (Runnable wrong :
          new Runnable[] {
            () -> OutputHessian.of(model, two, 0),
            () -> OutputHessian.of(model, one, 2),
            () -> OutputHessian.of(model, one, -1)
          }) {
        String message = assertThrows(MeasurementException.class, wrong::run).getMessage();
        assertEquals(true, message.contains("one sample, and an output from 0 to 1"), message);
      }
    }
  }
}
