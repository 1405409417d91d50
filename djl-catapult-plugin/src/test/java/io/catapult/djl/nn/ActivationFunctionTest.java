/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Activation functions by name, against their formulas. */
final class ActivationFunctionTest {

  private static final Map<ActivationFunction, DoubleUnaryOperator> TRUTH =
      new EnumMap<>(ActivationFunction.class);

  static {
    TRUTH.put(ActivationFunction.IDENTITY, x -> x);
    TRUTH.put(ActivationFunction.RELU, x -> Math.max(0, x));
    TRUTH.put(ActivationFunction.TANH, Math::tanh);
    TRUTH.put(ActivationFunction.SWISH, x -> x / (1 + Math.exp(-x)));
    // The normal distribution function at -2, 0.5 and 3, from tables.
    TRUTH.put(
        ActivationFunction.GELU,
        x -> x * (x < 0 ? 0.022750131948 : x < 1 ? 0.691462461274 : 0.998650101968));
  }

  @Test
  void eachIsItsFormula() {
    double[] x = {-2, 0.5, 3};
    try (NDManager manager = NDManager.newBaseManager()) {
      for (ActivationFunction each : ActivationFunction.values()) {
        double[] found =
            each.function().apply(new NDList(manager.create(x))).singletonOrThrow().toDoubleArray();
        for (int i = 0; i < x.length; i++) {
          double truth = TRUTH.get(each).applyAsDouble(x[i]);
          assertEquals(truth, found[i], 1e-9, each + " at " + x[i]);
        }
      }
    }
  }
}
