/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether a loss grows subquadratically from the minimum of a slice. With s* the lowest place, the
 * slope over the distance, of both sides together, is
 *
 * <pre>
 * c(r) = (L'(s* + r) - L'(s* - r)) / (2r)
 * </pre>
 *
 * the mean second derivative within r. It is the same for all r if L is quadratic, and falls
 * towards 0 if L grows subquadratically: Ma et al., Beyond the quadratic approximation, Definition
 * 1, which is about r to infinity; a slice tells of as far as it goes. Derivatives are differences
 * between neighbouring places.
 *
 * @param ratio c(r) at the nearer end of the slice over c(r) within an eighth of that distance; 1
 *     for a quadratic function; NaN if the minimum is not within the slice
 * @param verdict what it says
 */
public record SubquadraticGrowth(double ratio, Verdict verdict) {

  /** The inner part, as a share of the distance to the nearer end. */
  private static final double INNER = 0.125;

  /** Fewer places to a side say nothing. */
  private static final int FEWEST = 8;

  /** How far the ratio must be from 1 to count. */
  private static final double TOLERANCE = 0.1;

  /** A fall by less than this part of the rise is none. */
  private static final double NOISE = 0.01;

  /** How a loss grows. */
  public enum Verdict {
    /** It gets flatter from the minimum on. */
    SUBQUADRATIC("grows more slowly than a quadratic function"),
    /** Neither flatter nor sharper, by more than a tenth. */
    QUADRATIC("grows like a quadratic function"),
    /** It gets sharper from the minimum on. */
    SUPERQUADRATIC("grows faster than a quadratic function"),
    /** It falls again within the distance to the nearer end, which Definition 1 excludes. */
    SEVERAL_MINIMA("has further minima; take a shorter slice"),
    /** The lowest place is at an end, or close to it. */
    NO_MINIMUM("is lowest near an end of the slice; move it, or take more points");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** What the loss does, in words. */
    public String words() {
      return words;
    }
  }

  /** Judges the growth in a slice. */
  public static SubquadraticGrowth of(Slice slice) {
    double[] losses = slice.losses();
    int lowest = slice.lowest();
    int reach = Math.min(lowest, losses.length - 1 - lowest) - 1;
    if (reach < FEWEST) {
      return new SubquadraticGrowth(Double.NaN, Verdict.NO_MINIMUM);
    }
    double[] second = slice.secondDifferences();
    double ratio =
        mean(second, lowest, reach) / mean(second, lowest, (int) Math.round(INNER * reach));
    return new SubquadraticGrowth(
        ratio, falls(losses, lowest, reach) ? Verdict.SEVERAL_MINIMA : verdict(ratio));
  }

  private static Verdict verdict(double ratio) {
    if (ratio < 1 - TOLERANCE) {
      return Verdict.SUBQUADRATIC;
    }
    return ratio > 1 + TOLERANCE ? Verdict.SUPERQUADRATIC : Verdict.QUADRATIC;
  }

  /** The mean of the second differences at most k places from the lowest. */
  private static double mean(double[] second, int lowest, int k) {
    // The first of them is at the second place.
    return Arrays.stream(second, lowest - 1 - k, lowest + k).average().orElseThrow();
  }

  /** Whether the loss falls on the way from the lowest place to either side. */
  private static boolean falls(double[] losses, int lowest, int reach) {
    double[] right = Arrays.copyOfRange(losses, lowest, lowest + reach + 1);
    double[] left = IntStream.rangeClosed(0, reach).mapToDouble(k -> losses[lowest - k]).toArray();
    return falls(right) || falls(left);
  }

  private static boolean falls(double[] losses) {
    double room = NOISE * (Arrays.stream(losses).max().orElseThrow() - losses[0]);
    double highest = losses[0];
    for (double loss : losses) {
      if (loss < highest - room) {
        return true;
      }
      highest = Math.max(highest, loss);
    }
    return false;
  }
}
