/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.curvature.SharpnessTracker;
import io.catapult.djl.features.HiddenLayer;
import io.catapult.djl.features.HiddenNeurons;
import io.catapult.djl.linalg.Lanczos;
import io.catapult.djl.linalg.Target;
import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.tribuo.comparison.CorrelationStatistics;
import java.util.stream.IntStream;

/** Gradient descent on a {@link OneDimensionalFit}, with what section 5 measures of it. */
final class FitTraining implements AutoCloseable {

  private static final double TOLERANCE = 1e-3;

  private final DescendingNetwork network;
  private final SharpnessTracker sharpness =
      SharpnessTracker.of(
          Lanczos.builder().setCount(1).optTarget(Target.VALUES).optTolerance(TOLERANCE).build());

  /**
   * Initialises the network.
   *
   * @param rate of the descent
   */
  FitTraining(OneDimensionalFit task, double rate, long seed) {
    network =
        new DescendingNetwork(task.network(), SquaredErrorLoss.create(), (float) rate, seed, task);
  }

  /** One whose learning rate is a share of the critical rate 2 / lambda_max at the start. */
  static FitTraining atShare(OneDimensionalFit task, double share, long seed) {
    FitTraining training = new FitTraining(task, 0, seed);
    training.network.setShareOfCriticalRate(share);
    return training;
  }

  /** The network. */
  DescendingNetwork network() {
    return network;
  }

  /** lambda_max of the loss Hessian at the present weights. */
  double sharpness() {
    return network.measure(
        (view, x, y) -> sharpness.measure(view, SquaredErrorLoss.create(), x, y).largest());
  }

  /** The neurons of the hidden layer at the present weights. */
  HiddenNeurons neurons() {
    return network.measure((view, x, y) -> HiddenLayer.of(view, x).neurons());
  }

  /** The outputs at other points. */
  double[] outputs(double[] at) {
    try (NDManager scope = NDManager.newBaseManager(null, "PyTorch")) {
      NDList points =
          new NDList(OneDimensionalFit.column(scope, at).toType(DataType.FLOAT64, true));
      return network.measure((view, x, y) -> Aten.numbers(view.outputs(scope, points)));
    }
  }

  /** max_t L(t + 1) / L(t): above 1 only where the loss rises. */
  double highestRise() {
    double[] losses = network.losses();
    return IntStream.range(1, losses.length)
        .mapToDouble(t -> losses[t] / losses[t - 1])
        .max()
        .orElseThrow();
  }

  /** Pearson's coefficient. */
  static double pearson(double[] x, double[] y) {
    return CorrelationStatistics.pearson(x, y).orElseThrow().value();
  }

  /** Spearman's coefficient. */
  static double spearman(double[] x, double[] y) {
    return CorrelationStatistics.spearman(x, y).orElseThrow().value();
  }

  @Override
  public void close() {
    sharpness.close();
    network.close();
  }
}
