/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Writes down, as plain numbers, what a listener is shown: w(t), the gradients and the batches. */
final class Witness extends TrainingListenerAdapter {

  /** What is seen after a backward pass. */
  static final class Sight {

    private final double[] weights;
    private final double[] gradient;
    private final double[][] x;
    private final double[][] y;

    private Sight(double[] weights, double[] gradient, double[][] x, double[][] y) {
      this.weights = weights;
      this.gradient = gradient;
      this.x = x;
      this.y = y;
    }

    double[] weights() {
      return weights;
    }

    double[] gradient() {
      return gradient;
    }

    double[][] x() {
      return x;
    }

    double[][] y() {
      return y;
    }
  }

  private final List<Sight> sights = new ArrayList<>();
  private double[] last;

  @Override
  public void onTrainingBatch(Trainer trainer, BatchData data) {
    sights.add(
        new Sight(
            weights(trainer),
            flat(trainer, array -> numbers(array.getGradient())),
            rows(data.getBatch().getData().head()),
            rows(data.getBatch().getLabels().head())));
  }

  @Override
  public void onTrainingEnd(Trainer trainer) {
    last = weights(trainer);
  }

  /** The batches, in order. */
  List<Sight> sights() {
    return sights;
  }

  /** w(t); of the last step that no batch follows, too. */
  double[] weights(int t) {
    return t < sights.size() ? sights.get(t).weights() : last;
  }

  private static double[] weights(Trainer trainer) {
    return flat(trainer, Witness::numbers);
  }

  private static double[] flat(Trainer trainer, Function<NDArray, double[]> part) {
    return trainer.getModel().getBlock().getParameters().values().stream()
        .map(Parameter::getArray)
        .map(part)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static double[] numbers(NDArray array) {
    return Arrays.stream(array.toArray()).mapToDouble(Number::doubleValue).toArray();
  }

  /** The entries, a row for each sample. */
  static double[][] rows(NDArray array) {
    double[] all = numbers(array);
    int n = Math.toIntExact(array.getShape().get(0));
    int width = all.length / n;
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
    }
    return rows;
  }
}
