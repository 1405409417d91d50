/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.samples.chart.Chart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of a {@link Computation} computed.
 *
 * @param numbers by the names of the statistics that read them
 * @param charts what shows it
 */
public record Computed(Map<String, Double> numbers, List<Chart> charts) {

  /** Copies both. */
  public Computed {
    numbers = Map.copyOf(numbers);
    charts = List.copyOf(charts);
  }

  /** Begins with nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /** Gathers numbers and charts. */
  public static final class Builder {

    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final List<Chart> charts = new ArrayList<>();

    private Builder() {}

    /** Adds the number of a statistic of {@link Statistic#computed}. */
    public Builder put(Statistic statistic, double number) {
      numbers.put(statistic.name(), number);
      return this;
    }

    /** Adds a chart, or series to that of another row with the same title. */
    public Builder addChart(Chart chart) {
      charts.add(chart);
      return this;
    }

    /** What was gathered. */
    public Computed build() {
      return new Computed(numbers, charts);
    }
  }
}
