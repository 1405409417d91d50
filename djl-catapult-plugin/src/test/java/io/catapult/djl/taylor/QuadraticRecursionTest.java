/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.taylor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.kernel.TangentKernel;
import io.catapult.djl.nn.Networks;
import java.nio.DoubleBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuadraticRecursionTest {

  private static final int WIDTH = 64;
  private static final int INPUTS = 3;
  private static final double TARGET = 0.7;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Rates in units of 1 / lambda(0): monotone, catapult, divergent. */
  @ParameterizedTest
  @ValueSource(doubles = {1.5, 3, 4.5})
  void theQuadraticTwinOfATwoLayerNetworkFollowsIt(double rate) {
    Engine.getInstance().setRandomSeed(4);
    Block network = Networks.fullyConnected().setDepth(2).setWidth(WIDTH).optBias(false).build();
    network.initialize(manager, DataType.FLOAT64, new Shape(1, INPUTS));
    NDArray x = manager.create(new double[] {0.5, -1.2, 2}, new Shape(1, INPUTS));
    double squares = 0.25 + 1.44 + 4;
    QuadraticModel twin = new QuadraticModel(network);
    double kernel = kernel(twin, x);
    double eta = rate / kernel;
    QuadraticRecursion recursion = new QuadraticRecursion(squares / (WIDTH * INPUTS), eta, TARGET);
    QuadraticRecursion.State state = new QuadraticRecursion.State(output(twin, x), kernel);
    for (int step = 0; step < 25; step++) {
      double scale = 1 + Math.abs(state.output());
      assertEquals(state.output(), output(twin, x), 1e-9 * scale, "output at step " + step);
      assertEquals(
          state.kernel(), kernel(twin, x), 1e-9 * (1 + state.kernel()), "kernel at step " + step);
      descend(twin, x, eta);
      state = recursion.next(state);
      if (Math.abs(state.output()) > 1e4) {
        return;
      }
    }
  }

  private double output(Block block, NDArray x) {
    return block
        .forward(new ParameterStore(manager, false), new NDList(x), false)
        .singletonOrThrow()
        .getDouble();
  }

  private double kernel(Block block, NDArray x) {
    return TangentKernel.of(ModelView.of(block)).exact(new NDList(x)).matrix().getDouble();
  }

  /** One step on (g - y)^2 / 2. */
  private void descend(Block block, NDArray x, double eta) {
    for (Pair<String, Parameter> pair : block.getParameters()) {
      pair.getValue().getArray().setRequiresGradient(true);
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray residual =
          block
              .forward(new ParameterStore(manager, false), new NDList(x), true)
              .singletonOrThrow()
              .sub(TARGET);
      collector.backward(residual.mul(residual).sum().mul(0.5));
    }
    for (Pair<String, Parameter> pair : block.getParameters()) {
      NDArray weight = pair.getValue().getArray();
      NDArray gradient = weight.getGradient();
      double[] values = weight.toDoubleArray();
      double[] slopes = gradient.toDoubleArray();
      for (int i = 0; i < values.length; i++) {
        values[i] -= eta * slopes[i];
      }
      weight.set(DoubleBuffer.wrap(values));
      gradient.zerosLike().copyTo(gradient);
    }
  }

  @Test
  void itsVariablesFollowTheirOwnEquations() {
    QuadraticRecursion recursion = new QuadraticRecursion(0.01, 3, -0.4);
    QuadraticRecursion.State now = new QuadraticRecursion.State(0.3, 0.9);
    for (int step = 0; step < 20; step++) {
      QuadraticRecursion.State next = recursion.next(now);
      double u = recursion.u(now);
      double v = recursion.v(now);
      double w = recursion.w(now);
      assertEquals(Math.pow(1 - v + u + w, 2) * u, recursion.u(next), 1e-12 * (1 + u));
      assertEquals(v - u * (4 - v) - 4 * w, recursion.v(next), 1e-12 * (1 + v));
      now = next;
    }
  }

  @Test
  void thereAreThreeRegimes() {
    QuadraticRecursion.State start = new QuadraticRecursion.State(1, 1);
    List<QuadraticRecursion.State> below = states(1.8, start);
    assertTrue(rise(below) <= 0, "monotone");
    List<QuadraticRecursion.State> catapult = states(3, start);
    assertTrue(rise(catapult) > 10, "shoots up");
    assertTrue(last(catapult).output() * last(catapult).output() < 1e-3, "and comes back");
    assertTrue(last(catapult).kernel() < 2.0 / 3, "with a kernel below 2 / eta");
    assertTrue(Math.abs(last(states(4.5, start)).output()) > 1e12, "diverges");
  }

  private static List<QuadraticRecursion.State> states(
      double rate, QuadraticRecursion.State start) {
    return new QuadraticRecursion(1e-3, rate, 0).run(start, 500);
  }

  private static QuadraticRecursion.State last(List<QuadraticRecursion.State> states) {
    return states.get(states.size() - 1);
  }

  private static double rise(List<QuadraticRecursion.State> states) {
    double first = Math.pow(states.get(0).output(), 2);
    return states.stream().mapToDouble(s -> Math.pow(s.output(), 2)).max().orElseThrow() - first;
  }

  @Test
  void wrongSettingsAreAllTold() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> new QuadraticRecursion(0, -1, Double.NaN));
    assertTrue(error.getMessage().contains("curvature"), error.getMessage());
    assertTrue(error.getMessage().contains("rate"), error.getMessage());
    assertTrue(error.getMessage().contains("target"), error.getMessage());
  }
}
