/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.chart;

import io.catapult.djl.report.SelfContainedPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A chart.
 *
 * @param title what it shows; charts of one title are parts of one chart
 * @param lead what to look for, in a sentence
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series what is drawn, in its order
 */
public record Chart(String title, String lead, Axis x, Axis y, List<Series> series) {

  /**
   * Copies the series.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public Chart {
    series = List.copyOf(series);
    List<String> names = series.stream().map(Series::name).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException(
          "Expected another name for each series of '%s'; found %s. Remedy: name what differs."
              .formatted(title, names));
    }
  }

  /** A chart of series. */
  public static Chart of(String title, String lead, Axis x, Axis y, Series... series) {
    return new Chart(title, lead, x, y, List.of(series));
  }

  /**
   * Joins charts of one title, with the series of all; each lead and axes are those of the first.
   *
   * @throws IllegalArgumentException if two series of one title have one name
   */
  public static List<Chart> joined(List<Chart> charts) {
    Map<String, Chart> byTitle = new LinkedHashMap<>();
    charts.forEach(chart -> byTitle.merge(chart.title(), chart, Chart::with));
    return List.copyOf(byTitle.values());
  }

  /**
   * The script for the page of a {@link SelfContainedPage} whose data have charts; it adds {@code
   * Catapult.drawn(chart, id, into)}, which draws one as a card.
   */
  public static String script() {
    return SelfContainedPage.resource(Chart.class, "chart-series.js");
  }

  private Chart with(Chart more) {
    List<Series> all = Stream.concat(series.stream(), more.series.stream()).toList();
    return new Chart(title, lead, x, y, all);
  }
}
