/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.frequency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import io.catapult.djl.autodiff.MeasurementException;
import io.catapult.djl.autodiff.ModelView;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frequencies over inputs of several dimensions, where they have closed forms. */
class HighDimensionalFrequencyTest {

  private static final double ROUNDING = 1e-9;

  private NDManager manager;

  @BeforeEach
  void openManager() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void closeManager() {
    manager.close();
  }

  /**
   * Inputs on a line, with a little of a second direction: few of many entries, and many of few.
   */
  @ParameterizedTest
  @CsvSource({"40, 3", "5, 30"})
  void theCoordinateIsThatAlongTheLine(int n, int d) {
    Random random = new Random(1);
    double[] along = random.doubles(n, -1, 1).toArray();
    double[][] x = new double[n][d];
    for (int i = 0; i < n; i++) {
      x[i][0] = 7 + 3 * along[i];
      x[i][1] = -4 * along[i];
    }
    double low = Arrays.stream(along).min().orElseThrow();
    double high = Arrays.stream(along).max().orElseThrow();
    double[] expected = Arrays.stream(along).map(p -> (p - low) / (high - low)).toArray();
    double[] found = PrincipalCoordinate.of(manager.create(x));
    boolean isTurned = Math.abs(found[0] - expected[0]) > ROUNDING;
    double[] turned = Arrays.stream(found).map(p -> isTurned ? 1 - p : p).toArray();
    assertArrayEquals(expected, turned, ROUNDING);
  }

  @Test
  void imagesAreFlattened() {
    NDArray images = manager.randomNormal(new Shape(6, 1, 4, 4));
    double[] flat = PrincipalCoordinate.of(images.reshape(6, 16));
    assertArrayEquals(flat, PrincipalCoordinate.of(images), ROUNDING);
    assertEquals(0, Arrays.stream(flat).min().orElseThrow());
    assertEquals(1, Arrays.stream(flat).max().orElseThrow());
  }

  /**
   * On evenly spaced points of the unit circle |x - x'|^2 = 2 - 2 cos, so the filter multiplies
   * cos(k phi) by I_k(1/delta) / I_0(1/delta), I_k the modified Bessel functions.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.5", "3, 0.5", "3, 0.1", "0, 2"})
  void onACircleTheFilterIsARatioOfBesselFunctions(int k, double delta) {
    int n = 64;
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int j = 0; j < n; j++) {
      double angle = 2 * Math.PI * j / n;
      x[j] = new double[] {Math.cos(angle), Math.sin(angle)};
      y[j] = Math.cos(k * angle + 0.4);
    }
    double factor = bessel(k, 1 / delta) / bessel(0, 1 / delta);
    assertEquals(
        factor * factor,
        GaussianFilter.lowFrequencyRatio(manager.create(x), manager.create(y), delta),
        ROUNDING);
  }

  /** I_k(z) = sum_m (z/2)^(2m+k) / (m! (m+k)!). */
  private static double bessel(int k, double z) {
    double term = 1;
    for (int i = 1; i <= k; i++) {
      term *= z / 2 / i;
    }
    double sum = 0;
    for (int m = 0; m < 60; m++) {
      sum += term;
      term *= z * z / 4 / (m + 1) / (m + 1 + k);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLOAT32", "FLOAT64"})
  void aNarrowFilterKeepsAllAWideOneTheMean(String type) {
    DataType of = DataType.valueOf(type);
    NDArray x = manager.create(new double[][] {{0, 0}, {1, 0}, {0, 5}}).toType(of, false);
    NDArray y = manager.create(new double[][] {{1, 2}, {3, 0}, {-1, 4}}).toType(of, false);
    assertEquals(1, GaussianFilter.lowFrequencyRatio(x, y, 1e-3), ROUNDING);
    double means = 3 * (1 + 4);
    assertEquals(means / 31, GaussianFilter.lowFrequencyRatio(x, y, 1e9), 1e-6);
  }

  /** Of a linear model the difference is that of the weights times the inputs. */
  @Test
  void differencesOfALinearModel() {
    Block block = Linear.builder().setUnits(1).optBias(false).build();
    block.initialize(manager, DataType.FLOAT64, new Shape(1, 2));
    NDList x = new NDList(manager.create(new double[][] {{1, 0}, {0, 1}, {2, -3}}));
    try (ModelView end = ModelView.of(block);
        ModelView other = end.movedBy(manager.create(new double[] {0.5, 2}), 1)) {
      double[][] between = OutputDifference.between(other, end, x);
      assertEquals(0.5, between[0][0], ROUNDING);
      assertEquals(2, between[1][0], ROUNDING);
      assertEquals(-5, between[2][0], ROUNDING);
      double[][] random = OutputDifference.random(end, 3, x, 8);
      assertEquals(3, Math.hypot(random[0][0], random[1][0]), ROUNDING);
      assertEquals(2 * random[0][0] - 3 * random[1][0], random[2][0], ROUNDING);
      assertEquals(random[0][0], OutputDifference.random(end, 3, x, 8)[0][0]);
      assertTrue(random[0][0] != OutputDifference.random(end, 3, x, 9)[0][0]);
    }
  }

  /** A sine along the principal direction, whose frequency the spectrum finds. */
  @Test
  void aSineAlongThePrincipalDirectionHasItsFrequency() {
    int n = 201;
    double[][] x = new double[n][];
    double[][] y = new double[n][];
    for (int j = 0; j < n; j++) {
      double p = (double) j / (n - 1);
      x[j] = new double[] {6 * p, 8 * p, 0.1 * Math.cos(40 * p)};
      y[j] = new double[] {Math.sin(2 * Math.PI * 5 * p)};
    }
    double[] positions = PrincipalCoordinate.of(manager.create(x));
    double[] frequencies = IntStream.rangeClosed(0, 20).asDoubleStream().toArray();
    PowerSpectrum spectrum = PowerSpectrum.ofPoints(positions, y, frequencies);
    assertTrue(spectrum.lowFrequencyProportion(4) < 0.01);
    assertTrue(spectrum.lowFrequencyProportion(5) > 0.99);
  }

  @Test
  void whatDoesNotSuitIsTold() {
    NDArray same = manager.ones(new Shape(3, 2));
    assertTold("at least two different inputs", () -> PrincipalCoordinate.of(same));
    NDArray zeros = manager.zeros(new Shape(3, 1));
    assertTold("zeros", () -> GaussianFilter.lowFrequencyRatio(same, zeros, 1));
    assertTold("a variance above 0", () -> GaussianFilter.lowFrequencyRatio(same, same, 0));
    NDArray few = manager.ones(new Shape(2, 1));
    assertTold("finite values [n, ...]", () -> GaussianFilter.lowFrequencyRatio(same, few, 1));
  }

  private static void assertTold(String words, Runnable body) {
    MeasurementException fault = assertThrows(MeasurementException.class, body::run);
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }
}
