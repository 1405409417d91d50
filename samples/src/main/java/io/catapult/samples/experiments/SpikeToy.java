/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.training.tracker.Tracker;
import io.catapult.djl.landscape.GradientDescent;
import io.catapult.djl.landscape.PlaneGrid;
import io.catapult.djl.landscape.SharperBelow;
import io.catapult.djl.landscape.Trajectory;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A loss spike in a valley that is lower where it is sharper. */
final class SpikeToy {

  private static final String ROW = "gradient descent";
  private static final float RATE = 0.005f;
  private static final double SPREAD = 0.03;
  private static final int STEPS = 1000;
  private static final double MARGIN = 0.15;
  private static final int PLACES = 61;

  /** A rise of the loss that can be seen. */
  private static final double VISIBLE = 0.01;

  private static final Statistic TURNS =
      Statistic.computed(
          "share of iterates that turn where the loss says",
          "share of t with sign(df/dx) = sign(f - 9)");
  private static final Statistic HIGHEST =
      Statistic.computed("highest loss over the first", "max_t f(t) / f(0)");
  private static final Statistic UNSTABLE =
      Statistic.computed(
          "share of rises above the threshold",
          "of the t with f(t + 1) > 1.01 f(t), the share with lambda_max > 2/eta");
  private static final Statistic SHARPENED =
      Statistic.computed(
          "sharpness before the spike over 2/eta",
          "highest sharpness at the bottom, 100 x + 400, up to the peak, by 2/eta");
  private static final Statistic FLATTENED =
      Statistic.computed(
          "sharpness after the spike over 2/eta",
          "lowest sharpness at the bottom, 100 x + 400, from the peak on, by 2/eta");

  private SpikeToy() {}

  static Experiment experiment() {
    return Experiment.builder("spike-fig-3.2")
        .setTitle("a loss spike where lower is sharper")
        .setClaim(
            "Where the loss is lower it is sharper: descent sharpens until 2/eta, the loss then"
                + " shoots up, which drives it back to where it is flat, and it comes down again.",
            "Li, Xu and Zhang, Loss spike in training neural networks, section 3.3, Eq. 3.1, Fig."
                + " 3.2c and d")
        .setTime("a second")
        .setPlan(Size.DESK, SpikeToy::plan)
        .setPlan(Size.PAPER, SpikeToy::plan)
        .addCheck(Check.everyRun(TURNS, Bound.EXACTLY, 1, ROW))
        .addCheck(Check.everyRun(HIGHEST, Bound.AT_LEAST, 10, ROW))
        .addCheck(Check.everyRun(UNSTABLE, Bound.EXACTLY, 1, ROW))
        .addCheck(Check.everyRun(SHARPENED, Bound.AT_LEAST, 1, ROW))
        .addCheck(Check.everyRun(FLATTENED, Bound.BELOW, 1, ROW))
        .addNote(
            "Learning rate and start are those of Appendix A, 0.005 and (0.5, 0.00001) for seed 1, and"
                + " 0.97 to 1.03 times that start for others: from 1.05 times on the spike throws it"
                + " out of the domain. Fig. 3.2a, of a network, is not here; spike-fig-3.1 has a surface of one.")
        .build();
  }

  private static Plan plan() {
    return new Plan(Computation.of(ROW, SpikeToy::compute), 1, "as in the paper");
  }

  private static Computed compute(long seed) {
    SharperBelow toy = new SharperBelow();
    Trajectory descent =
        new GradientDescent(toy, Tracker.fixed(RATE))
            .run(STEPS, Starts.near(seed, SPREAD, 0.5, 0.00001));
    double[] losses = descent.values();
    double[] bottom =
        Arrays.stream(descent.coordinate(0))
            .map(x -> toy.sharpness(new double[] {x, 0}) * RATE / 2)
            .toArray();
    double[] sharpness =
        IntStream.rangeClosed(0, STEPS)
            .mapToDouble(t -> toy.sharpness(descent.point(t)) * RATE / 2)
            .toArray();
    int peak =
        IntStream.rangeClosed(0, STEPS).reduce((a, b) -> losses[b] > losses[a] ? b : a).orElse(0);
    int[] rises =
        IntStream.range(0, STEPS).filter(t -> losses[t + 1] > (1 + VISIBLE) * losses[t]).toArray();
    return Computed.builder()
        .put(
            TURNS,
            share(
                IntStream.rangeClosed(0, STEPS).toArray(),
                t ->
                    Math.signum(toy.gradient(descent.point(t))[0])
                        == Math.signum(losses[t] - SharperBelow.TURNING)))
        .put(HIGHEST, losses[peak] / losses[0])
        .put(UNSTABLE, share(rises, t -> sharpness[t] > 1))
        .put(SHARPENED, Arrays.stream(bottom, 0, peak + 1).max().orElseThrow())
        .put(FLATTENED, Arrays.stream(bottom, peak, STEPS + 1).min().orElseThrow())
        .addChart(
            Chart.of(
                "The loss and the sharpness",
                "The loss shoots up once the sharpness has passed 2/eta, and takes it back.",
                Axis.linear("update"),
                Axis.logarithmic("loss, sharpness over 2/eta"),
                Series.curve("loss", losses),
                Series.curve("sharpness over 2/eta", sharpness)))
        .addChart(
            Chart.of(
                "The way of descent",
                "To sharper places along the bottom, and back to flat ones in the spike.",
                Axis.linear("x"),
                Axis.linear("y"),
                surface(toy, descent),
                Series.curve("descent", descent.coordinate(0), descent.coordinate(1))))
        .build();
  }

  private static Series surface(SharperBelow toy, Trajectory descent) {
    double[][] path =
        IntStream.rangeClosed(0, descent.steps()).mapToObj(descent::point).toArray(double[][]::new);
    PlaneGrid grid = PlaneGrid.covering(path, MARGIN, PLACES);
    return Series.surface(
        "log10 of the loss",
        grid.first(),
        grid.second(),
        (x, y) -> Math.log10(toy.value(new double[] {x, y})));
  }

  private static double share(int[] of, IntPredicate holds) {
    return (double) Arrays.stream(of).filter(holds).count() / of.length;
  }
}
