/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How little a number differs between rows: (largest - smallest) / mean, of the means over the
 * seeds.
 *
 * @param statistic of each run
 * @param largest the largest spread that may be
 * @param rows the rows that are judged
 */
public record SpreadCheck(Statistic statistic, double largest, List<String> rows) implements Check {

  /** Copies the rows. */
  public SpreadCheck {
    rows = List.copyOf(rows);
  }

  @Override
  public String name() {
    return "spread of the " + statistic.name();
  }

  @Override
  public String bar() {
    return "(largest - smallest) / mean over the rows at most " + Judgement.text(largest);
  }

  @Override
  public String paper() {
    return "";
  }

  @Override
  public Judgement judge(Evidence evidence) {
    Map<String, Map<Long, Double>> values = Check.values(evidence, statistic, rows);
    String missing = Check.missing(evidence, statistic, rows);
    if (!missing.isEmpty()) {
      return Judgement.notMeasured(missing, values);
    }
    List<Double> means = Check.means(values);
    double mean = means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double spread = (Collections.max(means) - Collections.min(means)) / mean;
    return Judgement.of(
        spread <= largest, Judgement.text(spread) + ", from " + Judgement.joined(means), values);
  }
}
