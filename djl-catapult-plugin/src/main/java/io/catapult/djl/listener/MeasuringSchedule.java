/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.trace.Component;
import io.catapult.djl.trace.Described;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongPredicate;

/** The steps at which to measure, described for the trace; {@link #when} makes one of a lambda. */
public interface MeasuringSchedule extends Described {

  /**
   * Whether to measure at a step.
   *
   * @param step t, the number of updates made so far
   */
  boolean due(long step);

  /**
   * Steps 0, k, 2k, ...
   *
   * @param k the distance, at least 1
   * @throws IllegalArgumentException if k is below 1
   */
  static MeasuringSchedule every(long k) {
    Arguments.require(k >= 1, "a distance of at least 1 step", k, "every(1) measures each step");
    return new DescribedSchedule(new Component("every", Map.of("steps", k)), step -> step % k == 0);
  }

  /**
   * Given steps only.
   *
   * @param steps in any order, copied
   * @throws IllegalArgumentException if there is none, or one is negative
   */
  static MeasuringSchedule at(long... steps) {
    long[] sorted = Arrays.stream(steps).sorted().distinct().toArray();
    Arguments.require(
        sorted.length > 0 && sorted[0] >= 0,
        "at least one step, none below 0",
        Arrays.toString(steps),
        "count steps from 0");
    return new DescribedSchedule(
        new Component("at", Map.of("steps", sorted)),
        step -> Arrays.binarySearch(sorted, step) >= 0);
  }

  /**
   * Step 0, and then evenly on a logarithmic axis: the steps nearest to 10^(i / perDecade), i = 0,
   * 1, 2, ... While these lie closer than one step it is every step.
   *
   * @param perDecade how many from a step to the tenfold one, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  static MeasuringSchedule logSpaced(int perDecade) {
    Arguments.require(
        perDecade >= 1,
        "at least 1 measurement a decade",
        perDecade,
        "10 or 20 make a smooth plot");
    return new DescribedSchedule(
        new Component("log-spaced", Map.of("perDecade", perDecade)),
        step -> step == 0 || holdsPower(step, perDecade));
  }

  /** Whether some 10^(i / perDecade) rounds to the step. */
  private static boolean holdsPower(long step, int perDecade) {
    double from = perDecade * Math.log10(step - 0.5);
    double to = perDecade * Math.log10(step + 0.5);
    return Math.ceil(from) < to;
  }

  /**
   * A rule of your own.
   *
   * @param words what it does, for the trace
   * @param due whether to measure at a step
   * @throws IllegalArgumentException if there are no words or no rule
   */
  static MeasuringSchedule when(String words, LongPredicate due) {
    Arguments.require(
        words != null && !words.isBlank() && due != null,
        "words and a rule",
        "words '" + words + "' and rule " + due,
        "say in the trace when it measures");
    return new DescribedSchedule(new Component("when", Map.of("words", words)), due);
  }
}
