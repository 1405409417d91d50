/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.training.tracker.Tracker;
import io.catapult.djl.landscape.GradientDescent;
import io.catapult.djl.landscape.MultiscaleFunctions;
import io.catapult.djl.landscape.PlaneGrid;
import io.catapult.djl.landscape.Trajectory;
import io.catapult.djl.landscape.Valley;
import io.catapult.djl.landscape.ValleyMotion;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Fig. 5 of Ma et al.: descent that bounces across a valley moves to where it is flatter. */
final class FlatnessMotion {

  private static final String ROW = "valley that flattens";
  private static final float RATE = 3;
  private static final int STEPS = 100_000;

  /** Steps in which descent comes to its cycle across the valley. */
  private static final int SETTLED = 10;

  /** The first and the last steps whose speed is compared. */
  private static final int STRETCH = 1000;

  private static final double SPREAD = 0.5;
  private static final int POINTS = 300;
  private static final int SHOWN = 200;
  private static final double MARGIN = 0.25;
  private static final int PLACES = 61;

  private static final Statistic ALONG =
      Statistic.computed(
          "deviation along the valley",
          "max over t of |x_1(t) / x_1 of Eq. 8 - 1|, from step 10 on");
  private static final Statistic ACROSS =
      Statistic.computed(
          "deviation across the valley",
          "max over t of | |x_2(t)| / amplitude of Eq. 7 - 1 |, from step 10 on");
  private static final Statistic SLOWING =
      Statistic.computed(
          "speed at the end over speed at the start",
          "way along the valley in the last 1000 steps over that in the first 1000");
  private static final Statistic SHARPNESS =
      Statistic.computed(
          "sharpness of the bottom at the end, in units of 2/eta", "eta f''(0) h(x_1)^2 / 2");

  private FlatnessMotion() {}

  static Experiment experiment() {
    return Experiment.builder("scale-fig-5")
        .setTitle("gradient descent in a valley that flattens")
        .setClaim(
            "Gradient descent that bounces across a valley of subquadratic growth moves along it to"
                + " flatter minima, as Eq. 8 says, ever more slowly, and stops once the valley is"
                + " flat enough for its rate.",
            "Ma, Kunin, Wu and Ying, Beyond the quadratic approximation, Eq. 8 and Fig. 5")
        .setTime("a second")
        .setPlan(Size.DESK, FlatnessMotion::plan)
        .setPlan(Size.PAPER, FlatnessMotion::plan)
        .addCheck(Check.everyRun(ALONG, Bound.AT_MOST, 0.01, ROW))
        .addCheck(Check.everyRun(ACROSS, Bound.AT_MOST, 0.01, ROW))
        .addCheck(Check.everyRun(SLOWING, Bound.AT_MOST, 0.01, ROW))
        .addCheck(Check.everyRun(SHARPNESS, Bound.AT_MOST, 1.01, ROW))
        .addNote(
            "Seed 1 starts at (1, 1) as the paper does, others at 0.5 to 1.5 times that. The motion"
                + " would end where eta h^2 = 2, at x_1 = 22.47, but slows down with the"
                + " square of the time: the descent has 100,000 steps.")
        .build();
  }

  private static Plan plan() {
    return new Plan(Computation.of(ROW, FlatnessMotion::compute), 1, "as in the paper");
  }

  private static Computed compute(long seed) {
    Valley valley = MultiscaleFunctions.flatteningValley();
    double[] start = Starts.near(seed, SPREAD, 1, 1);
    Trajectory descent = new GradientDescent(valley, Tracker.fixed(RATE)).run(STEPS, start);
    ValleyMotion motion = new ValleyMotion(valley, RATE);
    double[] x = descent.coordinate(0);
    double[] y = Arrays.stream(descent.coordinate(1)).map(Math::abs).toArray();
    double[] quasistatic = motion.run(STEPS, start[0]);
    double[] reach = Arrays.stream(quasistatic).map(motion::reach).toArray();
    double h = valley.steepness().value(x[STEPS]);
    return Computed.builder()
        .put(ALONG, deviation(x, quasistatic))
        .put(ACROSS, deviation(y, reach))
        .put(SLOWING, (x[STEPS] - x[STEPS - STRETCH]) / (x[STRETCH] - x[0]))
        .put(SHARPNESS, h * h / (valley.profile().criticalRate() / RATE))
        .addChart(chart("Along the valley", "x_1", x, quasistatic))
        .addChart(chart("Across the valley", "|x_2|", y, reach))
        .addChart(
            Chart.of(
                "The first 200 steps",
                "It bounces from wall to wall, and drifts.",
                Axis.linear("x_1"),
                Axis.linear("x_2"),
                surface(valley, descent),
                Series.curve(
                    "descent",
                    Arrays.copyOf(x, SHOWN),
                    Arrays.copyOf(descent.coordinate(1), SHOWN))))
        .build();
  }

  private static Series surface(Valley valley, Trajectory descent) {
    double[][] path = IntStream.range(0, SHOWN).mapToObj(descent::point).toArray(double[][]::new);
    PlaneGrid grid = PlaneGrid.covering(path, MARGIN, PLACES);
    return Series.surface(
        "loss", grid.first(), grid.second(), (a, b) -> valley.value(new double[] {a, b}));
  }

  private static double deviation(double[] found, double[] expected) {
    return IntStream.range(SETTLED, found.length)
        .mapToDouble(t -> Math.abs(found[t] / expected[t] - 1))
        .max()
        .orElseThrow();
  }

  private static Chart chart(String title, String name, double[] found, double[] expected) {
    double[] steps =
        IntStream.range(0, POINTS)
            .mapToLong(i -> Math.round(Math.pow(STEPS, i / (POINTS - 1.0))))
            .distinct()
            .asDoubleStream()
            .toArray();
    return Chart.of(
        title,
        "Dashed is the quasistatic motion, Eq. 8.",
        Axis.logarithmic("iteration"),
        Axis.linear(name),
        Series.curve("gradient descent", steps, at(steps, found)),
        Series.dashed("quasistatic", steps, at(steps, expected)));
  }

  private static double[] at(double[] steps, double[] values) {
    return Arrays.stream(steps).map(step -> values[(int) step]).toArray();
  }
}
