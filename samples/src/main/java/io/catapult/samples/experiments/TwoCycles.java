/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.djl.landscape.DifferentiableFunction;
import io.catapult.djl.landscape.LyapunovExponent;
import io.catapult.djl.landscape.MultiscaleFunctions;
import io.catapult.djl.landscape.SubquadraticFunction;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;
import java.util.List;

/**
 * Fig. 4 of Ma et al.: with a rate that is too large to converge, gradient descent on functions
 * that grow subquadratically stays near the minimum, at a level that follows the rate.
 */
final class TwoCycles {

  private static final String F1 = "f1, convex";
  private static final String F2 = "f2, concave flanks";
  private static final String F3 = "f3, two variables";

  private static final Statistic DISTANCE =
      Statistic.computed(
          "distance from the two-cycle",
          "max over the rates eta > 2/f''(0) of | |x_T| - x_eta |, T the last step of the rate,"
              + " eta f'(x_eta) = 2 x_eta");
  private static final Statistic LEVEL =
      Statistic.computed(
          "level over that of the rate before",
          "max over the stages of the mean of F over the last half of the stage, over that of the"
              + " stage before");
  private static final Statistic LAST =
      Statistic.computed("value at the end", "F(x_T), the last rate below 2/lambda_max(0)");
  private static final Statistic EXPONENT =
      Statistic.computed(
          "Lyapunov exponent with the first rate",
          "mean over the steps of ln(|x'_{t+1} - x_{t+1}| / |x'_t - x_t|), x' a neighbour of x");

  private static final double EXACT = 1e-9;

  /** Others than seed 1 start at 0.5 to 1.5 times the paper's distance. */
  private static final double SPREAD = 0.5;

  /** Steps of the exponent, and those before them. */
  private static final int COUNTED = 20_000;

  private static final int BEFORE = 1000;

  private TwoCycles() {}

  static Experiment experiment() {
    return Experiment.builder("scale-fig-4")
        .setTitle("gradient descent on subquadratic functions")
        .setClaim(
            "Where a function grows subquadratically, gradient descent with a rate that is too"
                + " large to converge does not blow up: it oscillates at a level that falls with"
                + " the rate, on a two-cycle where the function is convex, chaotically where its"
                + " flanks are concave.",
            "Ma, Kunin, Wu and Ying, Beyond the quadratic approximation, Theorem 1 and Fig. 4")
        .setTime("a second")
        .setPlan(Size.DESK, TwoCycles::plan)
        .setPlan(Size.PAPER, TwoCycles::plan)
        .addCheck(Check.everyRun(DISTANCE, Bound.AT_MOST, EXACT, F1))
        .addCheck(Check.everyRun(LEVEL, Bound.BELOW, 1, F1, F2, F3))
        .addCheck(Check.everyRun(LAST, Bound.AT_MOST, EXACT, F1, F2, F3))
        .addCheck(Check.everyRun(EXPONENT, Bound.BELOW, 0, F1))
        .addCheck(Check.everyRun(EXPONENT, Bound.AT_LEAST, EXACT, F2, F3))
        .addNote(
            "Seed 1 starts where the paper does, others at 0.5 to 1.5 times that distance. The"
                + " paper does not tell when it ends: after 200, 1000 and 600 steps. It gives no"
                + " number for chaos: the exponent is that of two neighbours over 20,000 steps.")
        .addNote(
            "f2 has two-cycles too, x^3 = eta/9, but they repel: two steps multiply the distance"
                + " from them by 25 whatever the rate, since the flank is concave there.")
        .build();
  }

  private static Plan plan() {
    return new Plan(
        Computation.of(
            new Computation.Row(F1, TwoCycles::convex),
            new Computation.Row(F2, TwoCycles::concave),
            new Computation.Row(F3, TwoCycles::ofTwoVariables)),
        1,
        "as in the paper");
  }

  private static Computed convex(long seed) {
    return ofOneVariable(
        F1, MultiscaleFunctions.f1(), seed, List.of(100, 150, 200), List.of(5f, 3f, 1f));
  }

  private static Computed concave(long seed) {
    return ofOneVariable(
        F2, MultiscaleFunctions.f2(), seed, List.of(500, 700, 1000), List.of(2f, 0.5f, 0.2f));
  }

  private static Computed ofOneVariable(
      String row, SubquadraticFunction f, long seed, List<Integer> ends, List<Float> rates) {
    DifferentiableFunction line = DifferentiableFunction.along(f, 1);
    double[] start = Starts.near(seed, SPREAD, -5);
    StagedDescent descent = StagedDescent.of(line, start, ends, rates);
    double[] cycle = descent.cycle(f);
    double[] other = Arrays.stream(cycle).map(x -> -x).toArray();
    return told(row, line, start, descent, rates.get(0))
        .put(DISTANCE, descent.distanceFromCycles(f))
        .addChart(
            Chart.of(
                "Where descent on " + row + ", is",
                "Dashed is the two-cycle of the rate; the last rate has none.",
                Axis.linear("iteration"),
                Axis.linear("x"),
                Series.points("descent", descent.path().coordinate(0)),
                Series.dashed("two-cycle", cycle),
                Series.dashed("two-cycle, mirrored", other)))
        .build();
  }

  private static Computed ofTwoVariables(long seed) {
    DifferentiableFunction f3 = MultiscaleFunctions.f3();
    double[] start = Starts.near(seed, SPREAD, -3, 3);
    List<Float> rates = List.of(1f, 0.3f, 0.1f);
    StagedDescent descent = StagedDescent.of(f3, start, List.of(200, 400, 600), rates);
    return told(F3, f3, start, descent, rates.get(0))
        .addChart(
            Chart.of(
                "Where descent on " + F3 + ", is",
                "It comes closer with every rate.",
                Axis.linear("x_1"),
                Axis.linear("x_2"),
                Series.points(
                    "descent", descent.path().coordinate(0), descent.path().coordinate(1))))
        .build();
  }

  private static Computed.Builder told(
      String row,
      DifferentiableFunction function,
      double[] start,
      StagedDescent descent,
      double firstRate) {
    return Computed.builder()
        .put(LEVEL, descent.largestLevelRatio())
        .put(LAST, descent.last())
        .put(EXPONENT, LyapunovExponent.of(function, firstRate, BEFORE, COUNTED, start))
        .addChart(
            Chart.of(
                "The value of " + row,
                "It steps down with every rate.",
                Axis.linear("iteration"),
                Axis.linear("F"),
                Series.curve("value", descent.path().values())));
  }
}
