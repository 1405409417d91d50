/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.frequency;

import io.catapult.djl.autodiff.MeasurementException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The power of a real function at frequencies: |f^(k)|^2 + |f^(-k)|^2 for k above 0, |f^(0)|^2,
 * with f^(k) = (1/n) sum_j f(x_j) e^(-2 pi i k x_j), x_j in units of the period. A function of
 * several values has the sum of the powers of each.
 *
 * <p>Frequencies count oscillations over the whole interval. Li, Xu and Zhang, Loss spike in
 * training neural networks, section 3.4; for inputs of several dimensions along {@link
 * PrincipalCoordinate}, "projection method" of Xu et al., Frequency principle: Fourier analysis
 * sheds light on deep neural networks.
 */
public final class PowerSpectrum {

  private final double[] frequencies;
  private final double[] powers;

  private PowerSpectrum(double[] frequencies, double[] powers) {
    this.frequencies = frequencies;
    this.powers = powers;
  }

  /**
   * By the discrete Fourier transform, at the frequencies 0, 1, ..., n/2. The powers add up to the
   * mean square of the values. Cost: O(n^2 k).
   *
   * @param values f at n evenly spaced points that cover one period, which ends one spacing after
   *     the last, as rows [n, k]
   * @throws MeasurementException if there is none, rows differ in length, or a value is not finite
   */
  public static PowerSpectrum ofGrid(double[][] values) {
    int n = requireRows(values);
    double[] positions = IntStream.range(0, n).mapToDouble(j -> (double) j / n).toArray();
    double[] frequencies = IntStream.rangeClosed(0, n / 2).asDoubleStream().toArray();
    PowerSpectrum spectrum = transform(positions, values, frequencies);
    if (n % 2 == 0) {
      spectrum.powers[n / 2] /= 2; // n/2 and -n/2 are one frequency
    }
    return spectrum;
  }

  /**
   * By a non-uniform transform, at chosen frequencies. Cost: O(n k) each.
   *
   * @param positions x_j in units of the period, such as 0 to 1, in any order [n]
   * @param values f(x_j), as rows [n, k]
   * @param frequencies not negative, ascending
   * @throws MeasurementException if there is none, lengths differ, a number is not finite, or the
   *     frequencies are not as said
   */
  public static PowerSpectrum ofPoints(
      double[] positions, double[][] values, double[] frequencies) {
    int n = requireRows(values);
    boolean suits =
        positions.length == n
            && Arrays.stream(positions).allMatch(Double::isFinite)
            && frequencies.length > 0
            && frequencies[0] >= 0
            && IntStream.range(1, frequencies.length)
                .allMatch(i -> frequencies[i] > frequencies[i - 1])
            && Double.isFinite(frequencies[frequencies.length - 1]);
    if (!suits) {
      throw new MeasurementException(
          n + " finite positions, and frequencies from 0 on, ascending",
          positions.length + " positions, frequencies " + Arrays.toString(frequencies),
          "give a position for each row of values, and frequencies such as 0, 1, 2, ...");
    }
    return transform(positions, values, frequencies.clone());
  }

  private static int requireRows(double[][] values) {
    boolean suits =
        values.length > 0
            && Arrays.stream(values)
                .allMatch(
                    row ->
                        row.length > 0
                            && row.length == values[0].length
                            && Arrays.stream(row).allMatch(Double::isFinite));
    if (!suits) {
      throw new MeasurementException(
          "finite values of a function, a row of as many for each point",
          values.length + " rows, some empty, of another length or not finite",
          "give the outputs of a model on at least one input");
    }
    return values.length;
  }

  private static PowerSpectrum transform(
      double[] positions, double[][] values, double[] frequencies) {
    int n = positions.length;
    double[] powers = new double[frequencies.length];
    double[] cosine = new double[n];
    double[] sine = new double[n];
    for (int i = 0; i < frequencies.length; i++) {
      for (int j = 0; j < n; j++) {
        double turns = frequencies[i] * positions[j];
        double angle = 2 * Math.PI * (turns - Math.rint(turns));
        cosine[j] = Math.cos(angle) / n;
        sine[j] = Math.sin(angle) / n;
      }
      double both = frequencies[i] == 0 ? 1 : 2;
      for (int c = 0; c < values[0].length; c++) {
        double real = 0;
        double imaginary = 0;
        for (int j = 0; j < n; j++) {
          real += values[j][c] * cosine[j];
          imaginary -= values[j][c] * sine[j];
        }
        powers[i] += both * (real * real + imaginary * imaginary);
      }
    }
    return new PowerSpectrum(frequencies, powers);
  }

  /** The frequencies, ascending. */
  public double[] frequencies() {
    return frequencies.clone();
  }

  /** The power at each. */
  public double[] powers() {
    return powers.clone();
  }

  /**
   * The low-frequency proportion LFP(K) = sum_{k at most K} |f^(k)|^2 / sum_k |f^(k)|^2, over the
   * frequencies of this spectrum. Li, Xu and Zhang, Loss spike in training neural networks,
   * Definition 3.1.
   *
   * @param threshold K
   * @throws MeasurementException if there is no power at all: the function is 0
   */
  public double lowFrequencyProportion(double threshold) {
    double total = Arrays.stream(powers).sum();
    if (!(total > 0)) {
      throw new MeasurementException(
          "a function that is not 0 at all frequencies",
          "no power",
          "compare models whose outputs differ");
    }
    double low =
        IntStream.range(0, powers.length)
            .filter(i -> frequencies[i] <= threshold)
            .mapToDouble(i -> powers[i])
            .sum();
    return Math.min(1, low / total);
  }
}
