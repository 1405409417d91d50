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

/** Fig. 3.1 of Li, Xu and Zhang: a loss spike of a network, on the plane in which it moves. */
final class SpikeOfNetworks {

  private static final String TANH = "tanh network, one dimension";
  private static final float RATE = 0.05f;
  private static final int PLACES = 21;

  /** Points of a curve over the whole training. */
  private static final int SHOWN = 2000;

  private static final double MOST_OF = 0.9;
  private static final double EXPLAINED = 0.95;
  private static final double THREE_OF_FOUR = 0.75;

  private static final Statistic HIGHEST =
      Statistic.computed(
          "height of the spike", "highest loss in the window over the lowest before it there");
  private static final Statistic AGREEMENT =
      Statistic.computed(
          "share of steps at which the loss rises if and only if it is unstable",
          "of the t of the window those with [L(t+1) > L(t)] = [lambda_max(t) > 2/eta]");
  private static final Statistic VARIANCE =
      Statistic.computed(
          "explained variance of two principal directions",
          "(lambda_1 + lambda_2) / sum lambda of the weights of the window about their mean");
  private static final Statistic SHARPENED =
      Statistic.computed(
          "highest sharpness up to the peak over 2/eta", "max eta lambda_max / 2 up to the peak");
  private static final Statistic FLATTENED =
      Statistic.computed(
          "sharpness at the end of the window over 2/eta", "eta lambda_max / 2 at the last step");
  private static final Statistic LOWER_IS_SHARPER =
      Statistic.computed(
          "share of places along the valley where lower is sharper",
          "of all pairs of 21 b along the path those where the lower of min_a L(a, b) has the higher"
              + " lambda_max there");

  private SpikeOfNetworks() {}

  static Experiment experiment() {
    return Experiment.builder("spike-fig-3.1")
        .setTitle("a loss spike of a network")
        .setClaim(
            "In a spike the loss rises where the sharpness is above 2/eta and falls where it is"
                + " below; the weights move in a plane, in which the loss is lower where it is"
                + " sharper, and end where it is flat enough.",
            OneDimensionalFit.PAPER + "section 3.2, Fig. 3.1a to c")
        .setTime("30 seconds")
        .setPlan(Size.DESK, () -> plan(80_000))
        .setPlan(Size.PAPER, () -> plan(120_000))
        .addCheck(Check.everyRun(HIGHEST, Bound.AT_LEAST, 1.5, TANH))
        .addCheck(Check.everyRun(AGREEMENT, Bound.AT_LEAST, MOST_OF, TANH))
        .addCheck(Check.everyRun(VARIANCE, Bound.AT_LEAST, EXPLAINED, TANH))
        .addCheck(Check.everyRun(SHARPENED, Bound.AT_LEAST, 1, TANH))
        .addCheck(Check.everyRun(FLATTENED, Bound.BELOW, 1, TANH))
        .addCheck(Check.everyRun(LOWER_IS_SHARPER, Bound.AT_LEAST, THREE_OF_FOUR, TANH))
        .explain(
            "0.92 of the steps with seed 1, 0.91, 0.89 and 0.94 with 2 to 4, about the bar of 0.9:"
                + " while the sharpness crosses 2/eta it is above on one wall of the valley and"
                + " below on the other, so that every second step disagrees.",
            AGREEMENT.name())
        .explain(
            "Does not reproduce on this plane: along the bottom of the valley the lower loss is the"
                + " flatter one, for all pairs of places with seeds 1 and 4, for 0.86 and 0.61 with 2"
                + " and 3. The second principal direction of 200 updates is the way from the sharp"
                + " end of the valley to the flat one that the spike takes, and the training gets"
                + " on along it. That the loss falls while the sharpness rises, for thousands of"
                + " updates before a spike, is seen in the training, not on this plane.",
            LOWER_IS_SHARPER.name())
        .addNote(
            "As in Appendix A: sin x + sin 4x, width 20, N(0, 1/20), eta = 0.05. Range and number of"
                + " points are not told: 50 on one period; loss (1/n) sum (f - y)^2. The spike is the"
                + " one with the highest loss over the lowest of the 200 updates before, after the"
                + " first quarter; the window reaches from 120 updates before the peak to 80 after"
                + " it.")
        .build();
  }

  private static Plan plan(int updates) {
    return new Plan(
        Computation.of(TANH, seed -> compute(updates, seed)),
        1,
        "%d updates, of the paper's 120000, of the network on a function of one variable. Neither"
                .formatted(updates)
            + " the convolutional network nor VGG-11, Fig. 3.1d to i: how many updates they need until"
            + " a spike was not tried.");
  }

  private static Computed compute(int updates, long seed) {
    return NetworkSpike.in(
        OneDimensionalFit.twoSines(), RATE, updates, seed, SpikeOfNetworks::tell);
  }

  private static Computed tell(NetworkSpike spike) {
    double[] losses = spike.windowLosses();
    double[] ratios =
        Arrays.stream(spike.windowSharpnesses()).map(value -> RATE * value / 2).toArray();
    int peak =
        IntStream.range(0, losses.length)
            .reduce((a, b) -> losses[b] > losses[a] ? b : a)
            .orElseThrow();
    PrincipalComponents components = spike.components();
    try (WeightPlane plane = spike.plane(components)) {
      LossSurface surface = spike.surface(plane, components);
      return Computed.builder()
          .put(HIGHEST, losses[peak] / Arrays.stream(losses, 0, peak + 1).min().orElseThrow())
          .put(AGREEMENT, share(losses.length - 1, t -> losses[t + 1] > losses[t] == ratios[t] > 1))
          .put(VARIANCE, Arrays.stream(components.explainedVariance()).sum())
          .put(SHARPENED, Arrays.stream(ratios, 0, peak + 1).max().orElseThrow())
          .put(FLATTENED, ratios[ratios.length - 1])
          .put(LOWER_IS_SHARPER, lowerIsSharper(spike, plane, components))
          .addChart(whole(spike.losses()))
          .addChart(loss(spike.window(), losses))
          .addChart(sharpness(spike.window(), ratios))
          .addChart(
              SurfaceChart.of(
                      "The loss on the plane of the path",
                      "From wall to wall across the valley, and down along it to where it is flatter;"
                          + " the last weights are at (0, 0).",
                      Axis.linear("first principal direction"),
                      Axis.linear("second principal direction"),
                      surface,
                      List.of(path(components)))
                  .get(0))
          .build();
    }
  }

  private static double share(int count, IntPredicate holds) {
    return (double) IntStream.range(0, count).filter(holds).count() / count;
  }

  /** The first direction is across the valley, in which the weights jump; the second along it. */
  private static double lowerIsSharper(
      NetworkSpike spike, WeightPlane plane, PrincipalComponents components) {
    double[][] places = components.coordinates();
    double left = Arrays.stream(places).mapToDouble(place -> place[0]).min().orElseThrow();
    double right = Arrays.stream(places).mapToDouble(place -> place[0]).max().orElseThrow();
    double[] along = PlaneGrid.covering(places, 0, PLACES).second();
    double[] low = new double[PLACES];
    double[] sharp = new double[PLACES];
    for (int i = 0; i < PLACES; i++) {
      double bottom = spike.bottom(plane, left, right, along[i]);
      low[i] = spike.loss(plane, bottom, along[i]);
      sharp[i] = spike.sharpness(plane, bottom, along[i]);
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

  private static Chart whole(double[] losses) {
    int every = Math.max(1, losses.length / SHOWN);
    double[] steps =
        IntStream.range(0, losses.length)
            .filter(t -> t % every == 0 || t > losses.length - SHOWN / 2)
            .asDoubleStream()
            .toArray();
    return Chart.of(
        "The loss of the training",
        "It falls for long before it shoots up.",
        Axis.linear("update"),
        Axis.logarithmic("loss"),
        Series.curve("loss", steps, Arrays.stream(steps).map(t -> losses[(int) t]).toArray()));
  }

  private static Chart loss(long[] window, double[] losses) {
    return Chart.of(
        "The loss around the spike",
        "Up within some 60 updates, and down as fast.",
        Axis.linear("update"),
        Axis.logarithmic("loss"),
        Series.curve("loss", steps(window), losses));
  }

  private static Chart sharpness(long[] window, double[] ratios) {
    double[] ends = {window[0], window[window.length - 1]};
    return Chart.of(
        "The sharpness around the spike",
        "It alternates between the two walls of the valley.",
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
    return Series.curve(
        "path",
        Arrays.stream(places).mapToDouble(place -> place[0]).toArray(),
        Arrays.stream(places).mapToDouble(place -> place[1]).toArray());
  }
}
