/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.chart;

import io.catapult.djl.landscape.LossSurface;
import java.util.ArrayList;
import java.util.List;

/** Charts of a loss on a plane of weights. */
public final class SurfaceChart {

  private SurfaceChart() {}

  /**
   * The loss, and if it was measured the sharpness, in colours of their logarithms.
   *
   * @param title of the chart of the loss
   * @param lead what to look for
   * @param above what is drawn over the colours, such as a path
   */
  public static List<Chart> of(
      String title, String lead, Axis x, Axis y, LossSurface surface, List<Series> above) {
    List<Chart> charts = new ArrayList<>();
    charts.add(chart(title, lead, x, y, "loss", surface, surface.losses(), above));
    surface
        .sharpnesses()
        .ifPresent(
            values ->
                charts.add(
                    chart(
                        title + ": the sharpness",
                        "The largest eigenvalue of the Hessian of the loss at each place, where it is"
                            + " above 0.",
                        x,
                        y,
                        "sharpness",
                        surface,
                        values,
                        above)));
    return charts;
  }

  private static Chart chart(
      String title,
      String lead,
      Axis x,
      Axis y,
      String name,
      LossSurface surface,
      double[][] values,
      List<Series> above) {
    List<Series> series = new ArrayList<>();
    series.add(Series.logSurface(name, surface.grid().first(), surface.grid().second(), values));
    series.addAll(above);
    return new Chart(title, lead, x, y, series);
  }
}
