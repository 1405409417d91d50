/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.LossValue;
import io.catapult.djl.nn.SquaredErrorLoss;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines through the weights of a linear model have closed forms. */
final class LossLineTest {

  private static final int SAMPLES = 6;
  private static final int FEATURES = 3;
  private static final double ROUNDING_64 = 1e-11;
  private static final double ROUNDING_32 = 1e-4;

  private final Random random = new Random(5);
  private NDManager manager;
  private double[] x;
  private double[] y;

  @BeforeEach
  void drawData() {
    manager = NDManager.newBaseManager();
    x = random.doubles(SAMPLES * FEATURES, -1, 1).toArray();
    y = random.doubles(SAMPLES, -1, 1).toArray();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  private NDList array(double[] numbers, DataType type, long... shape) {
    return new NDList(manager.create(numbers, new Shape(shape)).toType(type, false));
  }

  private NDList inputs(DataType type) {
    return array(x, type, SAMPLES, FEATURES);
  }

  private NDList labels(DataType type) {
    return array(y, type, SAMPLES, 1);
  }

  private Block linear(DataType type) {
    Block block = Linear.builder().setUnits(1).optBias(false).build();
    block.initialize(manager, type, new Shape(1, FEATURES));
    return block;
  }

  /** (1/n) sum_i (w.x_i - y_i)^2. */
  private double loss(double[] w) {
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sum += Math.pow(residual(w, i), 2);
    }
    return sum / SAMPLES;
  }

  private double residual(double[] w, int i) {
    double sum = -y[i];
    for (int j = 0; j < FEATURES; j++) {
      sum += w[j] * x[i * FEATURES + j];
    }
    return sum;
  }

  private double[] gradient(double[] w) {
    double[] g = new double[FEATURES];
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < FEATURES; j++) {
        g[j] += 2 * residual(w, i) * x[i * FEATURES + j] / SAMPLES;
      }
    }
    return g;
  }

  private static double[] weights(Block block) {
    NDArray array = block.getParameters().get(0).getValue().getArray();
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void downTheGradientIsWhatAStepOfGradientDescentSees(DataType type) {
    double rounding = type == DataType.FLOAT64 ? ROUNDING_64 : ROUNDING_32;
    Block block = linear(type);
    double[] w = weights(block);
    double[] g = gradient(w);
    double norm = Points.norm(g);
    try (ModelView view = ModelView.of(block);
        LossLine line =
            LossLine.downGradient(view, SquaredErrorLoss.create(), inputs(type), labels(type))) {
      assertEquals(norm, line.norm(), rounding);
      for (double rate : new double[] {0, 0.3, -0.2, 40}) {
        double expected = loss(Points.plus(w, Points.scaled(-rate, g)));
        assertEquals(expected, line.applyAsDouble(rate * norm), rounding * (1 + expected));
      }
    }
    assertArrayEquals(w, weights(block), "the model is as it was");
  }

  /** Along any line the second differences are those of d^T H d, H = (2/n) X^T X. */
  @Test
  void aRandomLineIsOfLengthOneAndRepeatsWithItsSeed() {
    Block block = linear(DataType.FLOAT64);
    NDList in = inputs(DataType.FLOAT64);
    NDList out = labels(DataType.FLOAT64);
    Loss loss = SquaredErrorLoss.create();
    double[] w = weights(block);
    try (ModelView view = ModelView.of(block);
        LossLine line = LossLine.random(view, loss, in, out, 3);
        LossLine same = LossLine.random(view, loss, in, out, 3);
        LossLine other = LossLine.random(view, loss, in, out, 4)) {
      Random numbers = new Random(3);
      double[] d = new double[FEATURES];
      Arrays.setAll(d, i -> numbers.nextGaussian());
      double[] unit = Points.scaled(1 / Points.norm(d), d);
      double expected = loss(Points.plus(w, Points.scaled(2, unit)));
      assertEquals(expected, line.applyAsDouble(2), ROUNDING_64);
      assertEquals(expected, same.applyAsDouble(2), ROUNDING_64);
      assertTrue(Math.abs(expected - other.applyAsDouble(2)) > 1e-3);
      Slice slice = Slice.of(line, -3, 3, 61);
      double second = slice.secondDifferences()[0];
      for (double found : slice.secondDifferences()) {
        assertEquals(second, found, 1e-10);
      }
    }
  }

  @Test
  void aLabelOfClassesAndALossOfDjlServeAsWell() {
    Block block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(4).build())
            .add(Activation.reluBlock())
            .add(Linear.builder().setUnits(2).build());
    block.initialize(manager, DataType.FLOAT32, new Shape(1, FEATURES));
    NDList classes = new NDList(manager.create(new long[] {0, 1, 1, 0, 1, 0}));
    Loss loss = Loss.softmaxCrossEntropyLoss();
    NDList in = inputs(DataType.FLOAT32);
    try (ModelView view = ModelView.of(block);
        LossLine line = LossLine.downGradient(view, loss, in, classes)) {
      double expected = loss.evaluate(classes, new NDList(view.outputs(manager, in))).getFloat();
      assertEquals(expected, line.applyAsDouble(0), ROUNDING_32);
      double slope = (line.applyAsDouble(1e-2) - line.applyAsDouble(-1e-2)) / 2e-2;
      assertEquals(-line.norm(), slope, 0.02, "the slope is minus the length of the gradient");
    }
  }

  @Test
  void pointsLeaveNothingBehind() {
    Block block = linear(DataType.FLOAT64);
    NDList in = inputs(DataType.FLOAT64);
    NDList out = labels(DataType.FLOAT64);
    Loss loss = SquaredErrorLoss.create();
    try (ModelView view = ModelView.of(block)) {
      measure(view, loss, in, out);
      int before = manager.getParentManager().getManagedArrays().size();
      int own = manager.getManagedArrays().size();
      for (int i = 0; i < 50; i++) {
        measure(view, loss, in, out);
      }
      assertEquals(before, manager.getParentManager().getManagedArrays().size());
      assertEquals(own, manager.getManagedArrays().size());
    }
  }

  private static void measure(ModelView view, Loss loss, NDList in, NDList out) {
    try (LossLine line = LossLine.downGradient(view, loss, in, out);
        LossLine other = LossLine.random(view, loss, in, out, 1)) {
      line.applyAsDouble(1);
      other.applyAsDouble(1);
      LossValue.of(view, loss, in, out);
    }
  }

  @Test
  void whatDoesNotSuitIsTold() {
    Block block = linear(DataType.FLOAT64);
    NDList in = inputs(DataType.FLOAT64);
    Loss loss = SquaredErrorLoss.create();
    try (ModelView view = ModelView.of(block)) {
      NDList fitted = new NDList(view.outputs(manager, in));
      MeasurementException fault =
          assertThrows(
              MeasurementException.class, () -> LossLine.downGradient(view, loss, in, fitted));
      assertTrue(fault.getMessage().contains("a gradient of 0"), fault.getMessage());

      NDList few = array(new double[2], DataType.FLOAT64, 2, 1);
      fault = assertThrows(MeasurementException.class, () -> LossValue.of(view, loss, in, few));
      assertTrue(fault.getMessage().contains("labels for 6 samples"), fault.getMessage());

      NDArray wrong = manager.create(new double[2]);
      fault = assertThrows(MeasurementException.class, () -> view.movedBy(wrong, 1));
      assertTrue(fault.getMessage().contains("a direction [3] of float64"), fault.getMessage());
    }
  }
}
