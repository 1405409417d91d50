/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

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
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.nn.Networks;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Neurons whose condensation can be told by hand. */
class HiddenNeuronsTest {

  private static final double ROUNDING = 1e-12;
  private static final double FLOAT32 = 1e-5;

  private NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  /** Neurons of given lengths and angles, in degrees. */
  private HiddenNeurons neurons(double[] lengths, double... degrees) {
    double[][] w = new double[degrees.length][];
    double[][] a = new double[1][degrees.length];
    for (int j = 0; j < degrees.length; j++) {
      double angle = Math.toRadians(degrees[j]);
      w[j] = new double[] {lengths[j] * Math.cos(angle), lengths[j] * Math.sin(angle)};
      a[0][j] = j - 1;
    }
    return HiddenNeurons.of(manager.create(w), manager.create(a));
  }

  @Test
  void orientationsAndAmplitudes() {
    HiddenNeurons four =
        HiddenNeurons.of(
            manager.create(new double[][] {{3, 4}, {0, -2}, {-1, 0}, {0, 0}}),
            manager.create(new double[][] {{3, 1, 0, 2}, {4, -1, 0, 0}}));
    double quarter = Math.PI / 2;
    assertArrayEquals(
        new double[] {Math.atan2(4, 3), -quarter, 2 * quarter, 0}, four.orientations(), ROUNDING);
    assertArrayEquals(new double[] {5, 2, 1, 0}, four.inputNorms(), ROUNDING);
    assertArrayEquals(new double[] {5, Math.sqrt(2), 0, 2}, four.outputNorms(), ROUNDING);
    assertArrayEquals(new double[] {25, Math.sqrt(8), 0, 0}, four.amplitudes(), ROUNDING);
  }

  /** Two of one length, alpha apart: the mean is between them, so V = (alpha/2)^2. */
  @ParameterizedTest
  @CsvSource({"0, 60", "30, -30", "170, -150", "-100, -20", "5, 5"})
  void theVarianceOfTwoIsTheSquareOfHalfTheirAngle(double one, double other) {
    double apart = Math.toRadians(Math.IEEEremainder(one - other, 360));
    HiddenNeurons pair = neurons(new double[] {2, 2}, one, other);
    assertEquals(apart * apart / 4, pair.condensedVariance().orElseThrow(), ROUNDING);
    assertEquals(Math.pow(Math.cos(apart), 2), pair.squaredCosine(), ROUNDING);
  }

  /** At right angles 3 and 1 long: m = atan(1/3), V = (3 m^2 + (pi/2 - m)^2)/4. */
  @Test
  void longNeuronsCountMore() {
    HiddenNeurons pair = neurons(new double[] {3, 1}, 0, 90);
    double mean = Math.atan2(1, 3);
    assertEquals(
        (3 * mean * mean + Math.pow(Math.PI / 2 - mean, 2)) / 4,
        pair.condensedVariance().orElseThrow(),
        ROUNDING);
    HiddenNeurons three = neurons(new double[] {3, 1, 2}, 0, 90, 0);
    // Pairs (3, 1), (3, 2), (1, 2): only the second is parallel.
    assertEquals(6.0 / (3 + 6 + 2), three.squaredCosine(), ROUNDING);
  }

  /** Definition 5.1 has theta_j = arctan(b_j / w_j), and m by the arctangent of two numbers. */
  @Test
  void whereWeightsAreAboveZeroTheVarianceIsThatOfThePapersFormula() {
    double[] w = {1, 0.2, 3, 0.5};
    double[] b = {-2, 4, 1, 0};
    double lengths = 0;
    double sines = 0;
    double cosines = 0;
    for (int j = 0; j < w.length; j++) {
      double r = Math.hypot(w[j], b[j]);
      lengths += r;
      sines += r * Math.sin(Math.atan(b[j] / w[j]));
      cosines += r * Math.cos(Math.atan(b[j] / w[j]));
    }
    double mean = Math.atan2(sines / lengths, cosines / lengths);
    double sum = 0;
    double[][] rows = new double[w.length][];
    for (int j = 0; j < w.length; j++) {
      sum += Math.hypot(w[j], b[j]) * Math.pow(Math.atan(b[j] / w[j]) - mean, 2);
      rows[j] = new double[] {w[j], b[j]};
    }
    HiddenNeurons four =
        HiddenNeurons.of(manager.create(rows), manager.ones(new Shape(1, 4), DataType.FLOAT64));
    assertEquals(sum / lengths, four.condensedVariance().orElseThrow(), ROUNDING);
  }

  /** The shorter of the two is half a circle from the mean: V = pi^2 / 4, by the formula 0. */
  @Test
  void aNeuronAndItsOppositeAreNotOneDirection() {
    HiddenNeurons pair = neurons(new double[] {3, 1}, 10, 190);
    assertEquals(Math.PI * Math.PI / 4, pair.condensedVariance().orElseThrow(), ROUNDING);
    assertEquals(1, pair.squaredCosine(), ROUNDING);
  }

  @Test
  void theVarianceDoesNotDependOnWhereAnglesAreCountedFrom() {
    double[] lengths = {1, 2, 0.5, 3};
    double expected = neurons(lengths, 0, 20, 50, -30).condensedVariance().orElseThrow();
    assertEquals(
        expected, neurons(lengths, 180, 200, 230, 150).condensedVariance().orElseThrow(), 1e-11);
  }

  @Test
  void ofAllDirectionsAlikeTheVarianceIsAThirdOfPiSquared() {
    Random random = new Random(3);
    double[] degrees = random.doubles(20_000, 0, 360).toArray();
    double[] lengths = new double[degrees.length];
    Arrays.fill(lengths, 1);
    HiddenNeurons many = neurons(lengths, degrees);
    assertEquals(Math.PI * Math.PI / 3, many.condensedVariance().orElseThrow(), 0.05);
    assertEquals(0.5, many.squaredCosine(), 0.01, "1/d of two entries");
  }

  /** Against all pairs in Java, wide and narrow. */
  @ParameterizedTest
  @CsvSource({"5, 9, FLOAT64", "9, 4, FLOAT64", "9, 4, FLOAT32", "3, 1, FLOAT64"})
  void theSquaredCosineIsThatOfAllPairs(int m, int d, DataType type) {
    Random random = new Random(11);
    double[][] w = new double[m][];
    for (int j = 0; j < m; j++) {
      w[j] = random.doubles(d, -1, 1).toArray();
    }
    w[1] = new double[d];
    double above = 0;
    double below = 0;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double r = norm(w[i]) * norm(w[j]);
        if (i != j && r > 0) {
          above += Math.pow(dot(w[i], w[j]), 2) / r;
          below += r;
        }
      }
    }
    NDArray incoming = manager.create(w).toType(type, false);
    NDArray outgoing = manager.ones(new Shape(2, m), type);
    double found = HiddenNeurons.of(incoming, outgoing).squaredCosine();
    assertEquals(above / below, found, type == DataType.FLOAT64 ? ROUNDING : FLOAT32);
    assertTrue(d == 2 || HiddenNeurons.of(incoming, outgoing).condensedVariance().isEmpty());
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  @Test
  void aLayerIsFoundByWhatReadsIt() {
    Block block =
        new SequentialBlock()
            .add(Conv2d.builder().setFilters(2).setKernelShape(new Shape(2, 2)).build())
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(5).optBias(false).build())
            .add(Activation::relu)
            .add(Linear.builder().setUnits(3).build());
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 3, 3));
    NDArray w = block.getParameters().valueAt(2).getArray();
    NDArray a = block.getParameters().valueAt(3).getArray();
    try (ModelView view = ModelView.of(block)) {
      NDList x = new NDList(manager.randomNormal(new Shape(4, 1, 3, 3)));
      HiddenLayer layer = HiddenLayer.of(view, x);
      assertEquals(5, layer.size());
      HiddenNeurons expected = HiddenNeurons.of(w, a);
      assertArrayEquals(expected.amplitudes(), layer.neurons().amplitudes(), FLOAT32);
      assertEquals(expected.squaredCosine(), layer.neurons().squaredCosine(), FLOAT32);
    }
  }

  @Test
  void theScaleOfALayerCounts() {
    Block block = Networks.fullyConnected().setDepth(2).setWidth(6).build();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
    NDArray w = block.getParameters().valueAt(0).getArray().div(2);
    NDArray b = block.getParameters().valueAt(1).getArray().reshape(6, 1);
    NDArray a = block.getParameters().valueAt(2).getArray().div(Math.sqrt(6));
    try (ModelView view = ModelView.of(block)) {
      NDList x = new NDList(manager.randomNormal(new Shape(4, 4)));
      assertArrayEquals(
          HiddenNeurons.of(w.concat(b, 1), a).amplitudes(),
          HiddenLayer.of(view, x).neurons().amplitudes(),
          FLOAT32);
    }
  }

  @Test
  void whatHasNoNeuronsIsTold() {
    Block block = Linear.builder().setUnits(2).build();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
    try (ModelView view = ModelView.of(block)) {
      NDList x = new NDList(manager.ones(new Shape(2, 3)));
      assertTrue(HiddenLayer.first(view, x).isEmpty());
      MeasurementException fault =
          assertThrows(MeasurementException.class, () -> HiddenLayer.of(view, x));
      assertTrue(fault.getMessage().contains("reads one by one"), fault.getMessage());
    }
    NDArray two = manager.ones(new Shape(2, 2));
    NDArray wrong = manager.ones(new Shape(1, 3));
    MeasurementException fault =
        assertThrows(MeasurementException.class, () -> HiddenNeurons.of(two, wrong));
    assertTrue(fault.getMessage().contains("outgoing ones [k, m]"), fault.getMessage());
    NDArray dead = manager.create(new float[][] {{1, 1}, {0, 0}});
    fault = assertThrows(MeasurementException.class, () -> HiddenNeurons.of(dead, two));
    assertTrue(fault.getMessage().contains("at least two neurons"), fault.getMessage());
  }
}
