/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.landscape.LineMinimum;
import io.catapult.djl.landscape.LossLine;
import io.catapult.djl.landscape.SeparateScales;
import io.catapult.djl.landscape.Slice;
import io.catapult.djl.landscape.SubquadraticGrowth;
import io.catapult.samples.UsageFault;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * What a loss looks like along one direction.
 *
 * @param name the direction
 * @param norm the length of the gradient, or of the vector that was drawn
 * @param minimum where the loss is lowest, as a distance from the weights
 * @param reach how far the slice goes to either side of it
 * @param slice the loss there
 * @param growth how it grows within the slice
 * @param sweep how it grows at all distances
 */
record LossDirection(
    String name,
    double norm,
    double minimum,
    double reach,
    Slice slice,
    SubquadraticGrowth growth,
    SeparateScales sweep) {

  static final String GRADIENT = "down the gradient";
  static final String RANDOM = "random direction";

  /** First distances to try, as parts of the length of the weights, above rounding. */
  private static final List<Double> FIRST_64 = List.of(1e-7, 1e-5, 1e-3);

  private static final List<Double> FIRST_32 = List.of(1e-4, 1e-3, 1e-2);

  /** The sweep goes from the reach divided by this, where differences are above rounding. */
  private static final double INWARD_64 = 1000;

  private static final double INWARD_32 = 10;

  /** It goes to the reach times this, or as far as the loss is finite. */
  private static final double OUTWARD = 100;

  private static final int DISTANCES = 41;

  /** Along the gradient, as far as to the minimum on either side of it. */
  static LossDirection gradient(LossLine line, ModelView model, int points) {
    double minimum =
        ahead(line, model)
            .orElseThrow(
                () ->
                    new UsageFault(
                        "expected a loss that falls and rises again along its gradient; found none."
                            + " Remedy: give the loss and the data that the model was trained with"));
    return of(GRADIENT, line, model, minimum, minimum, points);
  }

  /** Along a random direction, at least as far as along the gradient. */
  static LossDirection random(LossLine line, ModelView model, double least, int points) {
    double minimum =
        ahead(line, model).orElseGet(() -> -ahead(s -> line.applyAsDouble(-s), model).orElse(0));
    return of(RANDOM, line, model, minimum, Math.max(least, Math.abs(minimum)), points);
  }

  private static OptionalDouble ahead(DoubleUnaryOperator line, ModelView model) {
    double unit = 1 + length(model);
    return (isWide(model) ? FIRST_64 : FIRST_32)
        .stream()
            .map(first -> LineMinimum.ahead(line, first * unit))
            .filter(OptionalDouble::isPresent)
            .findFirst()
            .orElseGet(OptionalDouble::empty);
  }

  private static boolean isWide(ModelView model) {
    return model.dataType() == DataType.FLOAT64;
  }

  private static LossDirection of(
      String name, LossLine line, ModelView model, double minimum, double reach, int points) {
    double inward = isWide(model) ? INWARD_64 : INWARD_32;
    Slice slice = Slice.of(line, minimum - reach, minimum + reach, points);
    return new LossDirection(
        name,
        line.norm(),
        minimum,
        reach,
        slice,
        SubquadraticGrowth.of(slice),
        SeparateScales.of(line, minimum, reach / inward, reach * OUTWARD, DISTANCES));
  }

  /** The last distance of the sweep. */
  double sweptTo() {
    return sweep.distances().get(sweep.distances().size() - 1);
  }

  /** Whether the sweep had to end because the loss is not finite farther out. */
  boolean isCutShort() {
    return sweep.distances().size() < DISTANCES;
  }

  private static double length(ModelView model) {
    try (NDManager scope = NDManager.newBaseManager(model.device(), "PyTorch")) {
      double[] weights = Aten.numbers(model.flatParameters(scope));
      return Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
    }
  }

  /** What it shows, as charts that those of other directions join. */
  List<Chart> charts() {
    double[] positions = slice.positions();
    return List.of(
        Chart.of(
            "The loss, " + name,
            "The weights are at 0. A loss that grows subquadratically opens like a funnel.",
            Axis.linear("distance between weights"),
            Axis.linear("loss"),
            Series.curve("loss", positions, slice.losses())),
        Chart.of(
            "Its second differences, " + name,
            "Flat if the loss is quadratic, a hill if it grows more slowly, a bowl if faster.",
            Axis.linear("distance between weights"),
            Axis.linear("second difference"),
            Series.curve(
                "second difference",
                Arrays.copyOfRange(positions, 1, positions.length - 1),
                slice.secondDifferences())),
        Chart.of(
            "The rise of the loss from its minimum",
            "A straight line is a power of the distance; a plain between two rises separates scales.",
            Axis.logarithmic("distance from the minimum"),
            Axis.logarithmic("rise"),
            Series.curve(name, sweep.distances(), sweep.rises())),
        Chart.of(
            "The exponent of the rise",
            "2 where the loss is quadratic, near 0 on a plain; each peak is a scale.",
            Axis.logarithmic("distance from the minimum"),
            Axis.linear("exponent"),
            Series.curve(
                name, sweep.distances().subList(1, sweep.distances().size()), sweep.exponents())));
  }
}
