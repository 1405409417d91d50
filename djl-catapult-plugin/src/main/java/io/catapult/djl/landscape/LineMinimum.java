/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.landscape;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** Finds where a function of one variable is lowest. */
public final class LineMinimum {

  /** What the golden section keeps of an interval. */
  private static final double KEPT = (Math.sqrt(5) - 1) / 2;

  private static final int MOST_DOUBLINGS = 60;
  private static final int STEPS_AHEAD = 38;

  private LineMinimum() {}

  /**
   * The first place ahead from which a function rises again, where no scale is known: distances are
   * doubled until it does, and the last two searched. Cost: one evaluation a doubling, and 40.
   *
   * @param first the first distance, small against where the minimum may be, above 0
   * @return the place; empty if the function does not fall at the first distance, or still falls
   *     2^60 times as far
   */
  public static OptionalDouble ahead(DoubleUnaryOperator f, double first) {
    double before = f.applyAsDouble(0);
    double reached = f.applyAsDouble(first);
    if (reached >= before) {
      return OptionalDouble.empty();
    }
    double at = first;
    for (int i = 0; i < MOST_DOUBLINGS; i++) {
      double next = f.applyAsDouble(2 * at);
      if (next >= reached) {
        return OptionalDouble.of(of(f, i == 0 ? 0 : at / 2, 2 * at, STEPS_AHEAD));
      }
      reached = next;
      at *= 2;
    }
    return OptionalDouble.empty();
  }

  /**
   * By golden section: exact to the length of the interval times 0.618^steps where the function
   * falls and then rises; elsewhere some low place. Cost: steps + 2 evaluations.
   *
   * @param from one end of the interval
   * @param to the other end, above it
   * @param steps how often to shorten the interval
   */
  public static double of(DoubleUnaryOperator f, double from, double to, int steps) {
    double low = from;
    double high = to;
    double left = high - KEPT * (high - low);
    double right = low + KEPT * (high - low);
    double atLeft = f.applyAsDouble(left);
    double atRight = f.applyAsDouble(right);
    for (int i = 0; i < steps; i++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - KEPT * (high - low);
        atLeft = f.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + KEPT * (high - low);
        atRight = f.applyAsDouble(right);
      }
    }
    return (low + high) / 2;
  }
}
