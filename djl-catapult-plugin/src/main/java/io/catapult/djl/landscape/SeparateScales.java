/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import io.catapult.djl.autodiff.NonFiniteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The scales of a loss around its minimum on a line, from a sweep of distances that are evenly
 * spaced on a logarithmic axis. With the rise
 *
 * <pre>
 * R(r) = (L(s* + r) + L(s* - r)) / 2 - L(s*)
 * </pre>
 *
 * the exponent {@code p(r) = d ln R / d ln r} is 2 where L is quadratic and 0 on the plain between
 * two wells. A scale is a distance at which the exponent peaks; two peaks are apart if it sinks
 * below half of the lower one between them. One scale means that the scales are a continuum, or
 * that there is but one. A top that {@linkplain #isRisingAtEnd still rises} where the sweep ends is
 * none: a network of D ReLU layers that nothing normalises has an exponent that grows towards 2D
 * there with the squared loss, towards D with cross-entropy, and does not peak. Tops from which it
 * has sunk by a tenth count, and those that are flat up to the end, as of a quadratic loss: their
 * scale is at least as large as the sweep. Ma et al., Beyond the quadratic approximation, section
 * 3.2, which tells separate scales by the eye; this rule is ours.
 *
 * @param distances r, ascending
 * @param rises R(r)
 * @param exponents p(r) between neighbouring distances; not finite where R is not above 0
 * @param scales the distances of the peaks, ascending; of a flat one its far end
 */
public record SeparateScales(
    List<Double> distances, List<Double> rises, List<Double> exponents, List<Double> scales) {

  /** The exponent between two peaks is at most this part of the lower one. */
  private static final double APART = 0.5;

  /** Below it there is no growth worth a scale; also rounding has such exponents. */
  private static final double LEAST = 0.1;

  /** Peaks that differ by less are one flat top. */
  private static final double FLAT = 0.02;

  /** The end of a sweep, in which a top is flat or rises: the last decade. */
  private static final double END = 10;

  /** A rise of the exponent by this part of it counts; the kinks of ReLU networks make less. */
  private static final double RISE = 0.05;

  /** A top is behind where the exponent has sunk by this part of it; kinks make less. */
  private static final double SUNK = 0.1;

  /** Copies the lists. */
  public SeparateScales {
    distances = List.copyOf(distances);
    rises = List.copyOf(rises);
    exponents = List.copyOf(exponents);
    scales = List.copyOf(scales);
  }

  /**
   * Sweeps, up to the last distance before the first at which the loss is not finite. Cost: two
   * evaluations a distance.
   *
   * @param loss along the line
   * @param centre s*, where the loss is lowest
   * @param from the smallest distance, above 0
   * @param to the largest distance, which is not reached if the loss is not finite before
   * @param points the number of distances, at least 3
   * @throws IllegalArgumentException if the distances are not above 0 and in order, or too few
   * @throws NonFiniteException if the loss throws it at the centre or at the smallest distance
   */
  public static SeparateScales of(
      DoubleUnaryOperator loss, double centre, double from, double to, int points) {
    if (!(0 < from && from < to) || points < 3) {
      throw new IllegalArgumentException(
          "Expected at least 3 distances from one above 0 to a larger one; found %d from %s to %s. Remedy: exchange the ends, or take more points."
              .formatted(points, from, to));
    }
    double[] all =
        IntStream.range(0, points)
            .mapToDouble(i -> from * Math.pow(to / from, i / (points - 1.0)))
            .toArray();
    double[] rises = rises(loss, centre, all);
    double[] r = Arrays.copyOf(all, rises.length);
    double[] exponents =
        IntStream.range(1, r.length)
            .mapToDouble(
                i -> (Math.log(rises[i]) - Math.log(rises[i - 1])) / Math.log(r[i] / r[i - 1]))
            .toArray();
    return new SeparateScales(boxed(r), boxed(rises), boxed(exponents), scales(r, exponents));
  }

  /** R at the distances before the first at which it is not finite. */
  private static double[] rises(DoubleUnaryOperator loss, double centre, double[] r) {
    double lowest = loss.applyAsDouble(centre);
    double[] rises = new double[r.length];
    for (int i = 0; i < r.length; i++) {
      double rise = Double.NaN;
      try {
        double both = loss.applyAsDouble(centre + r[i]) + loss.applyAsDouble(centre - r[i]);
        rise = both / 2 - lowest;
      } catch (NonFiniteException e) {
        if (i == 0) {
          throw e;
        }
      }
      if (i > 0 && !Double.isFinite(rise)) {
        return Arrays.copyOf(rises, i);
      }
      rises[i] = rise;
    }
    return rises;
  }

  /** Up to a peak, down to half of it, and up again. */
  private static List<Double> scales(double[] r, double[] exponents) {
    List<Double> scales = new ArrayList<>();
    boolean isOnPeak = false;
    double top = 0;
    double valley = 0;
    int peak = -1;
    for (int i = 0; i < exponents.length; i++) {
      double p = Double.isFinite(exponents[i]) ? exponents[i] : 0;
      if (!isOnPeak) {
        valley = Math.min(valley, p);
        isOnPeak = p > LEAST && valley <= APART * p;
        top = 0;
      }
      if (isOnPeak && p > top - FLAT) {
        top = Math.max(top, p);
        peak = i;
      } else if (isOnPeak && p < APART * top) {
        scales.add(middle(r, peak));
        isOnPeak = false;
        valley = p;
      }
    }
    if (isOnPeak && (hasSunk(exponents, peak) || !isRisingAtEnd(boxed(r), boxed(exponents)))) {
      scales.add(middle(r, peak));
    }
    return scales;
  }

  private static double middle(double[] r, int i) {
    return Math.sqrt(r[i] * r[i + 1]);
  }

  private static boolean hasSunk(double[] exponents, int peak) {
    double low = (1 - SUNK) * exponents[peak];
    return Arrays.stream(exponents, peak, exponents.length).anyMatch(p -> p < low);
  }

  /**
   * Whether the exponent where the sweep ends is larger, by five percent, than somewhere within the
   * last decade. The scale that belongs to the rise, if there is one, is farther out.
   */
  public boolean isRisingAtEnd() {
    return isRisingAtEnd(distances, exponents);
  }

  private static boolean isRisingAtEnd(List<Double> r, List<Double> exponents) {
    int last = exponents.size() - 1;
    double near = r.get(r.size() - 1) / END;
    return IntStream.range(0, last)
        .filter(i -> r.get(i + 1) > near)
        .anyMatch(i -> exponents.get(i) < (1 - RISE) * exponents.get(last));
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
