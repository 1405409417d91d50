/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

import io.catapult.tribuo.comparison.StoryLine.Tone;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A correlation over the runs as a sentence. */
final class CorrelationWords {

  private final Correlation correlation;
  private final String x;
  private final String y;

  /**
   * Words for a correlation.
   *
   * @param name a few words for the id of a metric
   */
  CorrelationWords(Correlation correlation, UnaryOperator<String> name) {
    this.correlation = correlation;
    this.x = name.apply(correlation.x());
    this.y = name.apply(correlation.y());
  }

  StoryLine line() {
    if (correlation.pearson().isEmpty()) {
      String why =
          correlation.n() < 3 ? "less than three runs have both" : "one of them does not vary";
      return StoryLine.of(Tone.PLAIN, about() + why + ", so there is no correlation.");
    }
    CorrelationEstimate pearson = correlation.pearson().orElseThrow();
    return isSure(pearson)
        ? StoryLine.of(Tone.GOOD, trend(pearson.value()) + numbers(pearson))
        : StoryLine.of(Tone.PLAIN, about() + doubt(pearson) + numbers(pearson));
  }

  private static boolean isSure(CorrelationEstimate pearson) {
    return pearson.interval().filter(i -> i.low() > 0 || i.high() < 0).isPresent();
  }

  private String trend(double coefficient) {
    boolean isCount = correlation.x().matches("(spikes|catapults)\\..*");
    return (isCount ? "The more " : "The larger the ")
        + x
        + (coefficient < 0 ? ", the smaller the " : ", the larger the ")
        + y;
  }

  private String about() {
    return "%s and %s: ".formatted(x.substring(0, 1).toUpperCase(Locale.ROOT) + x.substring(1), y);
  }

  private static String doubt(CorrelationEstimate pearson) {
    return pearson.interval().isPresent()
        ? "the runs do not tell whether one goes with the other"
        : "too few runs to tell whether one goes with the other";
  }

  private String numbers(CorrelationEstimate pearson) {
    String interval =
        pearson
            .interval()
            .map(
                i ->
                    " (95\u00a0% interval " + decimals(i.low()) + " to " + decimals(i.high()) + ")")
            .orElse("");
    return ". Pearson %s%s over %d runs."
        .formatted(decimals(pearson.value()), interval, correlation.n());
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace('-', '\u2212');
  }
}
