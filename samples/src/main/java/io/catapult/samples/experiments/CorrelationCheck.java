/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.tribuo.comparison.CorrelationEstimate;
import io.catapult.tribuo.comparison.CorrelationStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * That two numbers go against each other over all runs: the interval of 95 % of Spearman's
 * coefficient lies below 0.
 *
 * @param statistic of each run
 * @param other of each run
 * @param rows the rows whose runs are judged
 */
public record CorrelationCheck(Statistic statistic, Statistic other, List<String> rows)
    implements Check {

  /** Copies the rows. */
  public CorrelationCheck {
    rows = List.copyOf(rows);
  }

  @Override
  public String name() {
    return "correlation of " + statistic.name() + " and " + other.name();
  }

  @Override
  public String bar() {
    return "interval of 95 % of Spearman's coefficient over all runs below 0";
  }

  @Override
  public String paper() {
    return "";
  }

  @Override
  public Judgement judge(Evidence evidence) {
    Map<String, Map<Long, Double>> values = Check.values(evidence, statistic, rows);
    List<RecordedRun> both =
        rows.stream()
            .flatMap(row -> evidence.of(row).stream())
            .filter(run -> statistic.of(run).isPresent() && other.of(run).isPresent())
            .toList();
    double[] x = both.stream().mapToDouble(run -> statistic.of(run).getAsDouble()).toArray();
    double[] y = both.stream().mapToDouble(run -> other.of(run).getAsDouble()).toArray();
    Optional<CorrelationEstimate> found = CorrelationStatistics.spearman(x, y);
    if (found.isEmpty() || (found.get().interval().isEmpty() && x.length < 4)) {
      return Judgement.notMeasured("too few different runs have both: " + x.length, values);
    }
    CorrelationEstimate spearman = found.get();
    // A coefficient of -1 or 1 has no interval: there all runs agree.
    double high = spearman.interval().map(i -> i.high()).orElse(spearman.value());
    String interval =
        spearman
            .interval()
            .map(i -> String.format(Locale.ROOT, " (%.2f to %.2f)", i.low(), i.high()))
            .orElse("");
    return Judgement.of(
        high < 0,
        String.format(Locale.ROOT, "%.2f%s, %d runs", spearman.value(), interval, x.length),
        values);
  }
}
