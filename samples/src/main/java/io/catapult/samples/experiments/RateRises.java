/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.tribuo.comparison.Configuration;
import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tribuo.Output;

/**
 * A schedule of ever higher learning rates, and a row for each number of rises from none to a most.
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
    return new RateRises(at.size(), rises -> steps(start, at.subList(0, rises), rates));
  }

  /** The same, and some updates after a row's last rise its rate is the one at the start again. */
  static RateRises atAndBack(double start, List<Integer> at, List<Double> rates, int updatesAfter) {
    return new RateRises(
        at.size(),
        rises -> {
          List<Integer> turns = new ArrayList<>(at.subList(0, rises));
          List<Double> values = new ArrayList<>(rates.subList(0, rises));
          if (rises > 0) {
            turns.add(at.get(rises - 1) + updatesAfter);
            values.add(start);
          }
          return steps(start, turns, values);
        });
  }

  private static LearningRateSchedule steps(double start, List<Integer> at, List<Double> rates) {
    return at.isEmpty()
        ? LearningRateSchedule.fixed(start)
        : LearningRateSchedule.steps(
            start,
            at.stream().mapToInt(Integer::intValue).toArray(),
            rates.stream().limit(at.size()).mapToDouble(Double::doubleValue).toArray());
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
