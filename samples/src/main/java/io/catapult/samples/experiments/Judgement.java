/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param outcome whether the claim holds
 * @param numbers the numbers, or why there are none, in words
 * @param values the number of each run, by row and seed; what was not measured is absent
 */
public record Judgement(Outcome outcome, String numbers, Map<String, Map<Long, Double>> values) {

  /** Nothing can be said. */
  static Judgement notMeasured(String why, Map<String, Map<Long, Double>> values) {
    return new Judgement(Outcome.NOT_MEASURED, why, values);
  }

  /** The claim holds, or not. */
  static Judgement of(boolean holds, String numbers, Map<String, Map<Long, Double>> values) {
    return new Judgement(holds ? Outcome.PASS : Outcome.FAIL, numbers, values);
  }

  /** The numbers of all rows, in their order, joined. */
  static String joined(List<Double> numbers) {
    return String.join(", ", numbers.stream().map(Judgement::text).toList());
  }

  /** A number with four digits. */
  static String text(double value) {
    boolean isCount = value == Math.rint(value) && Math.abs(value) < 1e6;
    return String.format(java.util.Locale.ROOT, isCount ? "%.0f" : "%.4g", value);
  }
}
