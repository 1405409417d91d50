/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tribuo.Output;

/**
 * A schedule of ever higher learning rates, and a row for each number of rises from none to a most:
 * each training stays at the last rate that it comes to.
 *
 * @param most the most rises
 * @param schedule the schedule of so many rises
 */
record RateRises(int most, IntFunction<LearningRateSchedule> schedule) {

  /**
   * Rates at given updates.
   *
   * @param start the rate before the first rise
   * @param at updates, ascending
   * @param rates as many
   */
  static RateRises at(double start, List<Integer> at, List<Double> rates) {
    return new RateRises(at.size(), rises -> steps(start, at, rates, rises));
  }

  private static LearningRateSchedule steps(
      double start, List<Integer> at, List<Double> rates, int rises) {
    return rises == 0
        ? LearningRateSchedule.fixed(start)
        : LearningRateSchedule.steps(
            start,
            at.stream().limit(rises).mapToInt(Integer::intValue).toArray(),
            rates.stream().limit(rises).mapToDouble(Double::doubleValue).toArray());
  }

  /** Above the critical rate as it changes, when the loss has come back: one catapult each. */
  static RateRises aboveCritical(int most) {
    return new RateRises(most, LearningRateSchedule::criticalRate);
  }

  /** The same rises in units of the critical rate at the initial weights. */
  RateRises inCriticalRates() {
    return new RateRises(most, rises -> schedule.apply(rises).inCriticalRates());
  }

  /** The first of them. */
  RateRises first(int fewer) {
    return new RateRises(fewer, schedule);
  }

  /** The names of the rows, from none to all rises. */
  static List<String> rows(int most) {
    return IntStream.rangeClosed(0, most)
        .mapToObj(rises -> rises == 1 ? "1 rise" : rises + " rises")
        .toList();
  }

  /** A row for each number of rises. */
  <T extends Output<T>> List<Configuration<T>> of(Training<T> training) {
    List<String> names = rows(most);
    return IntStream.rangeClosed(0, most)
        .mapToObj(rises -> training.row(names.get(rises), schedule.apply(rises)))
        .toList();
  }
}
