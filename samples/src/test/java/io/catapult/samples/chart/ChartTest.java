/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartTest {

  private static final double[] ONE = {1};

  private static Chart chart(String title, String... series) {
    return new Chart(
        title,
        "lead of " + series[0],
        Axis.linear("x"),
        Axis.logarithmic("y"),
        List.of(series).stream().map(name -> Series.curve(name, ONE)).toList());
  }

  @Test
  void chartsOfOneTitleAreJoinedInTheirOrder() {
    List<Chart> joined = Chart.joined(List.of(chart("a", "1"), chart("b", "2"), chart("a", "3")));
    assertEquals(List.of("a", "b"), joined.stream().map(Chart::title).toList());
    assertEquals(List.of("1", "3"), joined.get(0).series().stream().map(Series::name).toList());
    assertEquals("lead of 1", joined.get(0).lead());
  }

  @Test
  void seriesOfOneNameInAChartAreRefused() {
    List<Chart> same = List.of(chart("a", "1"), chart("a", "1"));
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> Chart.joined(same));
    assertTrue(fault.getMessage().contains("series of 'a'; found [1, 1]"), fault.getMessage());
  }

  @Test
  void pointsThatAreNotFiniteAreLeftOut() {
    double[] x = {0, 1, Double.POSITIVE_INFINITY, 3};
    double[] y = {5, Double.NaN, 7, 8};
    assertEquals(
        List.of(List.of(0.0, 5.0), List.of(3.0, 8.0)), Series.points("marks", x, y).points());
    assertEquals(
        List.of(List.of(0.0, 5.0), List.of(2.0, 7.0), List.of(3.0, 8.0)),
        Series.dashed("by step", y).points());
  }

  @Test
  void aSurfaceHasAValueForEachPointOfItsGrid() {
    Series surface =
        Series.surface(
            "s", new double[] {0, 1}, new double[] {5, 6}, (x, y) -> x > 0 ? 10 * y : Double.NaN);
    assertEquals(List.of(List.of(1.0, 5.0, 50.0), List.of(1.0, 6.0, 60.0)), surface.points());
  }

  @Test
  void aLogarithmicSurfaceHasNothingWhereItIsNotAboveZero() {
    double[] grid = {0, 1};
    Series surface =
        Series.logSurface("s", grid, grid, new double[][] {{0.1, 0}, {Double.NaN, 20}});
    assertEquals(Series.Kind.LOG_SURFACE, surface.kind());
    assertEquals(List.of(List.of(0.0, 0.0, 0.1), List.of(1.0, 1.0, 20.0)), surface.points());
  }

  @Test
  void asManyXAsYAreExpected() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class, () -> Series.curve("c", ONE, new double[] {1, 2}));
    assertTrue(fault.getMessage().contains("y for each x of c; found 1 and 2"), fault.getMessage());
  }
}
