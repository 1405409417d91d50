/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.landscape.DifferentiableFunction;
import io.catapult.djl.landscape.EmpiricalLoss;
import io.catapult.djl.landscape.MultiscaleFunctions;
import io.catapult.djl.landscape.PopulationLoss;
import io.catapult.djl.landscape.SeparateScales;
import io.catapult.djl.landscape.Slice;
import io.catapult.djl.landscape.SubquadraticGrowth;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Fig. 7 of Ma et al.: how data of several magnitudes make losses of several scales. */
final class DataScales {

  private static final String THREE = "three inputs";
  private static final String UNIFORM = "uniform inputs";
  private static final String SAMPLE = "1000 uniform inputs";
  private static final String TWO = "two weights";

  private static final List<Double> MAGNITUDES = List.of(1.0, 30.0, 900.0);
  private static final double LARGEST = 3;
  private static final int MANY = 1000;

  /** The second inputs are ten times as large as the first: section 6. */
  private static final double FACTOR = 10;

  private static final double SMALLEST_DISTANCE = 1e-5;
  private static final double LARGEST_DISTANCE = 100;
  private static final int DISTANCES = 141;
  private static final double REACH = 5;
  private static final int POINTS = 401;
  private static final int GRID = 61;

  private static final Statistic SCALES =
      Statistic.computed(
          "separate scales",
          "peaks of d ln R/d ln r, apart if it halves between; R(r) = L(r) - L(0)");
  private static final Statistic GROWTH =
      Statistic.computed(
          "slope over distance at the end, over that near the minimum",
          "c(5)/c(5/8), c(r) = (L'(r) - L'(-r))/(2r); 1 for a quadratic function");
  private static final Statistic WIDTHS =
      Statistic.computed("width of the one valley over that of the other", "ratio of their scales");

  private DataScales() {}

  static Experiment experiment() {
    return Experiment.builder("scale-fig-7")
        .setTitle("scales of the loss from scales of the data")
        .setClaim(
            "Inputs of a few magnitudes give the loss of a network of three neurons as many"
                + " separate scales; a continuum of magnitudes gives it subquadratic growth; two"
                + " weights with inputs of two magnitudes two valleys of two scales.",
            "Ma, Kunin, Wu and Ying, Beyond the quadratic approximation, section 6, Eq. 10, Eq. 11"
                + " and Fig. 7")
        .setTime("a second")
        .setPlan(Size.DESK, DataScales::plan)
        .setPlan(Size.PAPER, DataScales::plan)
        .addCheck(Check.everyRun(SCALES, Bound.EXACTLY, MAGNITUDES.size(), THREE))
        .addCheck(Check.everyRun(SCALES, Bound.EXACTLY, 1, UNIFORM, SAMPLE))
        .addCheck(Check.everyRun(GROWTH, Bound.BELOW, 0.9, UNIFORM, SAMPLE))
        .addCheck(Check.everyRun(WIDTHS, Bound.AT_LEAST, 0.8 * FACTOR, TWO))
        .addCheck(Check.everyRun(WIDTHS, Bound.AT_MOST, 1.25 * FACTOR, TWO))
        .addNote(
            "The paper does not tell the inputs of the figure: 1, 30 and 900; uniform on [0, 3] as"
                + " f2 of Fig. 4; on [0, 3] and [0, 30] for two weights. Seeds draw the 1000 inputs."
                + " What counts as a separate scale is a rule of ours, as the paper has none.")
        .build();
  }

  private static Plan plan() {
    return new Plan(
        Computation.of(
            new Computation.Row(
                THREE, seed -> ofOneWeight(THREE, new EmpiricalLoss(MAGNITUDES)::value)),
            new Computation.Row(
                UNIFORM, seed -> ofOneWeight(UNIFORM, new PopulationLoss(LARGEST)::value)),
            new Computation.Row(
                SAMPLE, seed -> ofOneWeight(SAMPLE, new EmpiricalLoss(drawn(seed))::value)),
            new Computation.Row(TWO, seed -> ofTwoWeights())),
        1,
        "as in the paper, with inputs that it does not tell");
  }

  private static List<Double> drawn(long seed) {
    // 1 - u is never 0.
    return new Random(seed).doubles(MANY).mapToObj(u -> LARGEST * (1 - u)).toList();
  }

  private static Computed ofOneWeight(String row, DoubleUnaryOperator loss) {
    SeparateScales sweep = sweep(loss);
    Slice slice = Slice.of(loss, -REACH, REACH, POINTS);
    return Computed.builder()
        .put(SCALES, sweep.scales().size())
        .put(GROWTH, SubquadraticGrowth.of(slice).ratio())
        .addChart(
            Chart.of(
                "The loss",
                "A sharp well inside a flat one, or a well that gets flatter all along.",
                Axis.linear("w"),
                Axis.linear("L"),
                Series.curve(row, slice.positions(), slice.losses())))
        .addChart(
            Chart.of(
                "The loss on a logarithmic axis",
                "Each well is a rise, each plain beside it is flat.",
                Axis.logarithmic("w"),
                Axis.logarithmic("L"),
                Series.curve(row, sweep.distances(), sweep.rises())))
        .addChart(
            Chart.of(
                "The exponent of the growth",
                "Its peaks are the scales; 2 is quadratic.",
                Axis.logarithmic("w"),
                Axis.linear("d ln L / d ln w"),
                Series.curve(row, sweep.distances().subList(1, DISTANCES), sweep.exponents())))
        .build();
  }

  private static Computed ofTwoWeights() {
    DifferentiableFunction valleys = MultiscaleFunctions.dataValleys(LARGEST, FACTOR * LARGEST);
    double first = sweep(w -> valleys.value(new double[] {w, 0})).scales().get(0);
    double second = sweep(w -> valleys.value(new double[] {0, w})).scales().get(0);
    double[] grid = IntStream.range(0, GRID).mapToDouble(i -> 2.0 * i / (GRID - 1) - 1).toArray();
    return Computed.builder()
        .put(WIDTHS, first / second)
        .addChart(
            Chart.of(
                "Two valleys of two scales",
                "The narrow one lies along w_1.",
                Axis.linear("w_1"),
                Axis.linear("w_2"),
                Series.surface("L", grid, grid, (x, y) -> valleys.value(new double[] {x, y}))))
        .build();
  }

  private static SeparateScales sweep(DoubleUnaryOperator loss) {
    return SeparateScales.of(loss, 0, SMALLEST_DISTANCE, LARGEST_DISTANCE, DISTANCES);
  }
}
