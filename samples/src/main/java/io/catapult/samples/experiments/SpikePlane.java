/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.landscape.LossSurface;
import io.catapult.djl.landscape.PlaneGrid;
import io.catapult.djl.landscape.WeightPlane;
import io.catapult.djl.trajectory.PrincipalComponents;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import io.catapult.samples.chart.SurfaceChart;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What Fig. 3.1 of Li, Xu and Zhang shows of a spike of any network: when the loss rises, and the
 * plane in which the weights move.
 */
final class SpikePlane {

  private static final int PLACES = 21;

  /** Points of a curve over the whole training. */
  private static final int SHOWN = 2000;

  private static final double MOST_OF = 0.9;
  private static final double EXPLAINED = 0.95;
  private static final double THREE_OF_FOUR = 0.75;

  private static final Statistic HIGHEST =
      Statistic.computed(
          "height of the spike", "highest loss in the window over the lowest before it there");
  static final Statistic AGREEMENT =
      Statistic.computed(
          "share of steps at which the loss rises if and only if it is unstable",
          "of the t of the window those with [L(t+1) > L(t)] = [lambda_max(t) > 2/eta]");
  static final Statistic VARIANCE =
      Statistic.computed(
          "explained variance of two principal directions",
          "(lambda_1 + lambda_2) / sum lambda of the weights of the window about their mean");
  private static final Statistic SHARPENED =
      Statistic.computed(
          "highest sharpness up to the peak over 2/eta", "max eta lambda_max / 2 up to the peak");
  static final Statistic FLATTENED =
      Statistic.computed(
          "sharpness at the end of the window over 2/eta", "eta lambda_max / 2 at the last step");
  static final Statistic LOWER_IS_SHARPER =
      Statistic.computed(
          "share of places along the valley where lower is sharper",
          "of all pairs of 21 places along the valley, each at the lowest loss across it, those of which"
              + " the lower has the higher lambda_max");

  private SpikePlane() {}

  /** The claims on the spike of a row. */
  static List<Check> checks(String row) {
    return List.of(
        Check.everyRun(HIGHEST, Bound.AT_LEAST, 1.5, row),
        Check.everyRun(AGREEMENT, Bound.AT_LEAST, MOST_OF, row),
        Check.everyRun(VARIANCE, Bound.AT_LEAST, EXPLAINED, row),
        Check.everyRun(SHARPENED, Bound.AT_LEAST, 1, row),
        Check.everyRun(FLATTENED, Bound.BELOW, 1, row),
        Check.everyRun(LOWER_IS_SHARPER, Bound.AT_LEAST, THREE_OF_FOUR, row));
  }

  /** Those of them that need no plane, but what becomes of the spike. */
  static List<Check> unstable(String row) {
    return List.of(
        Check.everyRun(HIGHEST, Bound.AT_LEAST, 1.5, row),
        Check.everyRun(SHARPENED, Bound.AT_LEAST, 1, row));
  }

  /** Measures what the checks read, and draws it. */
  static Computed of(NetworkSpike spike) {
    PrincipalComponents components = spike.components();
    try (WeightPlane plane = spike.plane(components)) {
      LossSurface surface = spike.surface(plane, components);
      return alongPath(spike)
          .put(VARIANCE, Arrays.stream(components.explainedVariance()).sum())
          .put(LOWER_IS_SHARPER, lowerIsSharper(spike, plane, components))
          .addChart(
              SurfaceChart.of(
                      "The loss on the plane of the path",
                      "The weights jump from wall to wall of a valley and move along it; the last"
                          + " are at (0, 0).",
                      Axis.linear("first principal direction"),
                      Axis.linear("second principal direction"),
                      surface,
                      List.of(path(components)))
                  .get(0))
          .build();
    }
  }

  /** Measures what needs no plane, and draws it. */
  static Computed withoutPlane(NetworkSpike spike) {
    return alongPath(spike).build();
  }

  private static Computed.Builder alongPath(NetworkSpike spike) {
    double[] losses = spike.windowLosses();
    double[] ratios =
        Arrays.stream(spike.windowSharpnesses()).map(value -> spike.rate() * value / 2).toArray();
    int peak =
        IntStream.range(0, losses.length)
            .reduce((a, b) -> losses[b] > losses[a] ? b : a)
            .orElseThrow();
    return Computed.builder()
        .put(HIGHEST, losses[peak] / Arrays.stream(losses, 0, peak + 1).min().orElseThrow())
        .put(AGREEMENT, share(losses.length - 1, t -> losses[t + 1] > losses[t] == ratios[t] > 1))
        .put(SHARPENED, Arrays.stream(ratios, 0, peak + 1).max().orElseThrow())
        .put(FLATTENED, ratios[ratios.length - 1])
        .addChart(whole(spike))
        .addChart(loss(spike, losses))
        .addChart(sharpness(spike, ratios));
  }

  private static double share(int count, IntPredicate holds) {
    return (double) IntStream.range(0, count).filter(holds).count() / count;
  }

  /** Along one of the two directions, at the lowest loss that the other leads to. */
  private static double lowerIsSharper(
      NetworkSpike spike, WeightPlane plane, PrincipalComponents components) {
    double[][] places = components.coordinates();
    int across = turning(places, 0) > turning(places, 1) ? 0 : 1;
    double[] walls = coordinates(places, across);
    double left = Arrays.stream(walls).min().orElseThrow();
    double right = Arrays.stream(walls).max().orElseThrow();
    PlaneGrid grid = PlaneGrid.covering(places, 0, PLACES);
    double[] along = across == 0 ? grid.second() : grid.first();
    double[] low = new double[PLACES];
    double[] sharp = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      NetworkSpike.Line line = NetworkSpike.Line.along(across, along[i]);
      double bottom = spike.bottom(plane, line, left, right);
      low[i] = spike.loss(plane, line.at(bottom));
      sharp[i] = spike.sharpness(plane, line.at(bottom));
    }
    int[] pairs =
        IntStream.range(0, PLACES * PLACES).filter(pair -> pair / PLACES < pair % PLACES).toArray();
    return share(
        pairs.length,
        k -> {
          int i = pairs[k] / PLACES;
          int j = pairs[k] % PLACES;
          return low[i] < low[j] == sharp[i] > sharp[j];
        });
  }

  /** How far the path goes in a direction, to and fro, over how far it gets. */
  private static double turning(double[][] places, int direction) {
    double[] way = coordinates(places, direction);
    double length =
        IntStream.range(1, way.length).mapToDouble(t -> Math.abs(way[t] - way[t - 1])).sum();
    return length
        / (Arrays.stream(way).max().orElseThrow() - Arrays.stream(way).min().orElseThrow());
  }

  private static double[] coordinates(double[][] places, int direction) {
    return Arrays.stream(places).mapToDouble(place -> place[direction]).toArray();
  }

  /** Charts of several rows with one title would be one chart. */
  private static String titled(String what, NetworkSpike spike) {
    return "%s, eta = %.3g".formatted(what, spike.rate());
  }

  private static Chart whole(NetworkSpike spike) {
    double[] losses = spike.losses();
    int every = Math.max(1, losses.length / SHOWN);
    double[] steps =
        IntStream.range(0, losses.length)
            .filter(t -> t % every == 0 || t > losses.length - SHOWN / 2)
            .asDoubleStream()
            .toArray();
    return Chart.of(
        titled("The loss of the training", spike),
        "It falls for long before it shoots up.",
        Axis.linear("update"),
        Axis.logarithmic("loss"),
        Series.curve("loss", steps, Arrays.stream(steps).map(t -> losses[(int) t]).toArray()));
  }

  private static Chart loss(NetworkSpike spike, double[] losses) {
    return Chart.of(
        titled("The loss around the spike", spike),
        "It shoots up, and down as fast.",
        Axis.linear("update"),
        Axis.logarithmic("loss"),
        Series.curve("loss", steps(spike.window()), losses));
  }

  private static Chart sharpness(NetworkSpike spike, double[] ratios) {
    long[] window = spike.window();
    double[] ends = {window[0], window[window.length - 1]};
    return Chart.of(
        titled("The sharpness around the spike", spike),
        "Above 1 descent is unstable.",
        Axis.linear("update"),
        Axis.linear("sharpness over 2/eta"),
        Series.curve("sharpness over 2/eta", steps(window), ratios),
        Series.dashed("2/eta", ends, new double[] {1, 1}));
  }

  private static double[] steps(long[] window) {
    return Arrays.stream(window).asDoubleStream().toArray();
  }

  private static Series path(PrincipalComponents components) {
    double[][] places = components.coordinates();
    return Series.curve("path", coordinates(places, 0), coordinates(places, 1));
  }
}
