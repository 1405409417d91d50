/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.frequency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sines have one frequency each; of all else the powers are those of the definition. */
class PowerSpectrumTest {

  private static final double ROUNDING = 1e-12;

  /** Over one period, from 0 to 2 pi. */
  private static double[][] grid(int n, DoubleUnaryOperator f) {
    return IntStream.range(0, n)
        .mapToObj(j -> new double[] {f.applyAsDouble(2 * Math.PI * j / n)})
        .toArray(double[][]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17})
  void sinesHaveOneFrequencyEach(int n) {
    PowerSpectrum spectrum =
        PowerSpectrum.ofGrid(grid(n, x -> 2 + 3 * Math.sin(x + 0.3) + Math.sin(4 * x)));
    assertEquals(n / 2 + 1, spectrum.frequencies().length);
    double[] expected = new double[n / 2 + 1];
    expected[0] = 4;
    expected[1] = 4.5;
    expected[4] = 0.5;
    assertArrayEquals(expected, spectrum.powers(), ROUNDING);
    assertEquals(4.0 / 9, spectrum.lowFrequencyProportion(0.5), ROUNDING);
    assertEquals(8.5 / 9, spectrum.lowFrequencyProportion(1), ROUNDING);
    assertEquals(8.5 / 9, spectrum.lowFrequencyProportion(3.9), ROUNDING);
    assertEquals(1, spectrum.lowFrequencyProportion(4), ROUNDING);
    assertEquals(0, spectrum.lowFrequencyProportion(-1));
  }

  /** The target of the paper's one-dimensional task: half of it is above a threshold of 2. */
  @Test
  void halfOfTheTargetIsSlow() {
    PowerSpectrum target = PowerSpectrum.ofGrid(grid(50, x -> Math.sin(x) + Math.sin(4 * x)));
    assertEquals(0.5, target.lowFrequencyProportion(2), ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8})
  void powersOfAGridAddUpToTheMeanSquare(int n) {
    Random random = new Random(n);
    double[][] values =
        IntStream.range(0, n)
            .mapToObj(j -> random.doubles(3, -1, 1).toArray())
            .toArray(double[][]::new);
    double sum = 0;
    for (double[] row : values) {
      for (double value : row) {
        sum += value * value / n;
      }
    }
    double[] powers = PowerSpectrum.ofGrid(values).powers();
    assertEquals(sum, Arrays.stream(powers).sum(), ROUNDING);
  }

  @Test
  void ofPointsOnAGridItIsTheSame() {
    double[][] values = grid(9, x -> Math.exp(Math.cos(x)) + 0.2 * x);
    double[] positions = IntStream.range(0, 9).mapToDouble(j -> j / 9.0).toArray();
    double[] frequencies = {0, 1, 2, 3, 4};
    assertArrayEquals(
        PowerSpectrum.ofGrid(values).powers(),
        PowerSpectrum.ofPoints(positions, values, frequencies).powers(),
        ROUNDING);
  }

  @Test
  void unevenPointsAreByTheSum() {
    double[] positions = {0.05, 0.4, 0.11, 0.93};
    double[][] values = {{1, -1}, {2, 0}, {-0.5, 3}, {0.25, 1}};
    double k = 1.5;
    double expected = 0;
    for (int c = 0; c < 2; c++) {
      double real = 0;
      double imaginary = 0;
      for (int j = 0; j < 4; j++) {
        real += values[j][c] * Math.cos(2 * Math.PI * k * positions[j]) / 4;
        imaginary += values[j][c] * Math.sin(2 * Math.PI * k * positions[j]) / 4;
      }
      expected += 2 * (real * real + imaginary * imaginary);
    }
    PowerSpectrum spectrum = PowerSpectrum.ofPoints(positions, values, new double[] {k});
    assertEquals(expected, spectrum.powers()[0], ROUNDING);
  }

  @Test
  void whatDoesNotSuitIsTold() {
    double[][] two = {{1}, {0}};
    assertTold("ascending", () -> PowerSpectrum.ofPoints(new double[2], two, new double[] {1, 1}));
    assertTold("positions", () -> PowerSpectrum.ofPoints(new double[3], two, new double[] {1}));
    assertTold("at least one input", () -> PowerSpectrum.ofGrid(new double[0][]));
    assertTold("not finite", () -> PowerSpectrum.ofGrid(new double[][] {{Double.NaN}}));
    assertTold("another length", () -> PowerSpectrum.ofGrid(new double[][] {{1}, {1, 2}}));
    PowerSpectrum zero = PowerSpectrum.ofGrid(new double[4][1]);
    assertTold("no power", () -> zero.lowFrequencyProportion(1));
  }

  private static void assertTold(String words, Runnable body) {
    MeasurementException fault = assertThrows(MeasurementException.class, body::run);
    assertTrue(fault.getMessage().contains(words), fault.getMessage());
  }
}
