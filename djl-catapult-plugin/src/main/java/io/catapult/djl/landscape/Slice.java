/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A loss at evenly spaced places of a line. Ma et al., Beyond the quadratic approximation, section
 * 3.1 and Fig. 2.
 */
public final class Slice {

  private final double[] positions;
  private final double[] losses;

  private Slice(double[] positions, double[] losses) {
    this.positions = positions;
    this.losses = losses;
  }

  /**
   * Takes a slice. Cost: one evaluation a point, which for a {@link LossLine} is a forward pass.
   *
   * @param loss along the line
   * @param from the first place
   * @param to the last place, above it
   * @param points how many, at least 3
   * @throws IllegalArgumentException if the places are not in order, or too few
   */
  public static Slice of(DoubleUnaryOperator loss, double from, double to, int points) {
    if (!(from < to) || points < 3) {
      throw new IllegalArgumentException(
          "Expected at least 3 points from a place to a higher one; found %d from %s to %s. Remedy: exchange the ends, or take more points."
              .formatted(points, from, to));
    }
    double[] positions =
        IntStream.range(0, points)
            .mapToDouble(i -> from + (to - from) * i / (points - 1))
            .toArray();
    return new Slice(positions, Arrays.stream(positions).map(loss).toArray());
  }

  /** The places, ascending. */
  public double[] positions() {
    return positions.clone();
  }

  /** The losses there. */
  public double[] losses() {
    return losses.clone();
  }

  /** The distance between two places. */
  public double spacing() {
    return (positions[positions.length - 1] - positions[0]) / (positions.length - 1);
  }

  /** The index of the lowest loss, the first of several. */
  public int lowest() {
    return IntStream.range(0, losses.length)
        .reduce((a, b) -> losses[b] < losses[a] ? b : a)
        .orElseThrow();
  }

  /**
   * {@code L(s - h) - 2 L(s) + L(s + h)}, h the spacing, at each place but the ends: about h^2
   * times the second derivative, as Fig. 2 shows it.
   *
   * @return [points - 2]
   */
  public double[] secondDifferences() {
    return IntStream.range(1, losses.length - 1)
        .mapToDouble(i -> losses[i - 1] - 2 * losses[i] + losses[i + 1])
        .toArray();
  }
}
