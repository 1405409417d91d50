/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
final class Numbers {

  private static final int MOST_DECIMALS = 4;
  private static final double SMALLEST_PLAIN = 1e-3;
  private static final double LARGEST_PLAIN = 1e7;

  private Numbers() {}

  /**
   * Mean and deviation with as many decimals, some four digits; none if all values are one count.
   */
  static String text(MetricSummary summary) {
    double deviation = summary.deviation().orElse(0);
    boolean isCount = deviation == 0 && summary.mean() == Math.rint(summary.mean());
    String format = format(isCount, Math.max(Math.abs(summary.mean()), deviation));
    String mean = plain(format, summary.mean());
    return summary.deviation().isPresent()
        ? mean + " ± " + plain(format, summary.deviation().getAsDouble())
        : mean;
  }

  /** A number, with some four digits. */
  static String text(double value) {
    return plain(format(false, Math.abs(value)), value);
  }

  /** The ends of an interval, with the same number of decimals. */
  static String text(ConfidenceInterval interval) {
    String format = format(false, Math.max(Math.abs(interval.low()), Math.abs(interval.high())));
    return plain(format, interval.low()) + " to " + plain(format, interval.high());
  }

  /** A coefficient and its interval. */
  static String text(CorrelationEstimate estimate) {
    return plain("%.2f", estimate.value())
        + estimate
            .interval()
            .map(i -> " (" + plain("%.2f", i.low()) + " to " + plain("%.2f", i.high()) + ")")
            .orElse("");
  }

  private static String format(boolean isCount, double size) {
    if (size >= LARGEST_PLAIN || (size != 0 && size < SMALLEST_PLAIN)) {
      return "%.3e";
    }
    if (isCount) {
      return "%.0f";
    }
    int digitsBefore = size < 1 ? 0 : (int) Math.floor(Math.log10(size)) + 1;
    return "%." + Math.max(0, MOST_DECIMALS - digitsBefore) + "f";
  }

  private static String plain(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
