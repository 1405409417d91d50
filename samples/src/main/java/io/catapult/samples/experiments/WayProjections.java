/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.curvature.Eigendirections;
import io.catapult.djl.curvature.LossHessian;
import io.catapult.djl.linalg.Eigenpairs;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.samples.chart.Axis;
import io.catapult.samples.chart.Chart;
import io.catapult.samples.chart.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Fig. 4.2 of Li, Xu and Zhang shows of the way from one network's weights to another's: how
 * far it goes along each eigendirection of the loss at its beginning.
 */
final class WayProjections {

  /** The pairs that are searched for in a convolutional network. */
  private static final int PAIRS = 20;

  /** That the way avoids the sharpest direction. */
  static final Statistic FIRST =
      Statistic.computed(
          "projection on the first direction over that of a random way",
          "|d . v_1| sqrt(p) / ||d||, 1 for a random direction; d the way between the weights");

  private static final Statistic HALF =
      Statistic.computed(
          "share of sum lambda^2 in the first half of the directions",
          "sum_{i up to s/2} lambda_i^2 / sum_{i up to s} lambda_i^2");

  private WayProjections() {}

  /** That the projections grow with the index. */
  static Statistic growing(String row) {
    return Statistic.computed(
        "rank correlation of index and projection, " + row,
        "Spearman's coefficient of i and |d . v_i|, d the way between the weights, over the first 15"
            + " in one dimension, 20 of a convolutional network");
  }

  /** The claims on rows. */
  static List<Check> checks(String... rows) {
    return Stream.<Check>concat(
            Arrays.stream(rows).map(row -> Check.everyRun(growing(row), Bound.AT_LEAST, 0.5, row)),
            Stream.of(
                Check.everyRun(HALF, Bound.AT_LEAST, 0.9, rows),
                Check.everyRun(FIRST, Bound.BELOW, 1, rows)))
        .toList();
  }

  /**
   * Projects the way on the eigenvectors of the largest eigenvalues.
   *
   * @param from the network whose loss has them
   * @param to the other
   * @param x the inputs of the loss
   * @param y the labels
   */
  static Computed of(String row, ModelView from, ModelView to, Loss loss, NDList x, NDList y) {
    Lanczos lanczos =
        Lanczos.builder().setCount(PAIRS).optTolerance(1e-6).optMaxProducts(500).build();
    try (LossHessian hessian = LossHessian.of(from, loss, x, y);
        Eigenpairs pairs = lanczos.solve(hessian).orThrow()) {
      return of(row, from, to, Eigendirections.of(from, pairs), pairs.values(), PAIRS);
    }
  }

  /** The same on directions that are known, the first of them. */
  static Computed of(
      String row,
      ModelView from,
      ModelView to,
      Eigendirections directions,
      double[] values,
      int count) {
    double[] projections =
        Arrays.stream(directions.projections(to), 0, count).map(Math::abs).toArray();
    double random = distance(from, to) / Math.sqrt(from.parameterCount());
    double[] indices = IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    double[] squares = Arrays.stream(values, 0, count).map(value -> value * value).toArray();
    double[] shares = new double[count];
    Arrays.setAll(
        shares, i -> Arrays.stream(squares, 0, i + 1).sum() / Arrays.stream(squares).sum());
    return Computed.builder()
        .put(growing(row), FitTraining.spearman(indices, projections))
        .put(FIRST, projections[0] / random)
        .put(HALF, shares[count / 2 - 1])
        .addChart(
            Chart.of(
                "Projections, " + row,
                "Of the way between the weights. Dashed: of a random way as long.",
                Axis.linear("index of the eigenvalue"),
                Axis.logarithmic("|projection|"),
                Series.points("|projection|", indices, projections),
                Series.dashed(
                    "of a random way", indices, Arrays.stream(indices).map(i -> random).toArray())))
        .addChart(
            Chart.of(
                "Share of sum lambda^2",
                "The first directions hold nearly all of it.",
                Axis.linear("index of the eigenvalue"),
                Axis.linear("share"),
                Series.curve(row, indices, shares)))
        .build();
  }

  private static double distance(ModelView from, ModelView to) {
    try (NDManager scope = NDManager.newBaseManager(from.device(), "PyTorch")) {
      NDArray way = to.flatParameters(scope).subi(from.flatParameters(scope));
      return way.norm().getDouble();
    }
  }
}
