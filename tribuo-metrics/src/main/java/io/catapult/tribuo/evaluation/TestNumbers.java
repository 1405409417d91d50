/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.nn.SquaredErrorLoss;
import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.TestLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.regression.Regressor;

/**
 * What predictions tell, beside what Tribuo's own evaluations tell.
 *
 * @param loss the training's loss on the test data; empty if it cannot be told
 * @param error the share of wrong labels; empty if the outputs are no labels
 * @param hasNonFinitePrediction whether any prediction has a value or a score that is not finite
 */
record TestNumbers(OptionalDouble loss, OptionalDouble error, boolean hasNonFinitePrediction) {

  static <T extends Output<T>> TestNumbers of(
      Model<T> model, TrainingTrace trace, List<Prediction<T>> predictions) {
    if (predictions.isEmpty()) {
      return new TestNumbers(OptionalDouble.empty(), OptionalDouble.empty(), false);
    }
    return new TestNumbers(
        loss(model, trace, predictions),
        error(predictions),
        predictions.stream().anyMatch(TestNumbers::isNotFinite));
  }

  /** The model's own word or, where it has none, the loss of the papers if it was trained by it. */
  private static <T extends Output<T>> OptionalDouble loss(
      Model<T> model, TrainingTrace trace, List<Prediction<T>> predictions) {
    Optional<TestLoss<T>> teller = TracedModels.testLoss(model);
    if (teller.isPresent()) {
      return teller.get().testLoss(predictions);
    }
    String trainedBy = trace.header().training().loss().name();
    return trainedBy.equals(SquaredErrorLoss.class.getSimpleName())
        ? predictions.stream().mapToDouble(TestNumbers::squaredError).average()
        : OptionalDouble.empty();
  }

  /** The squared error of a sample, summed over outputs; NaN if the outputs are no numbers. */
  private static double squaredError(Prediction<?> prediction) {
    if (!(prediction.getOutput() instanceof Regressor predicted)
        || !(prediction.getExample().getOutput() instanceof Regressor truth)
        || !Arrays.equals(predicted.getNames(), truth.getNames())) {
      return Double.NaN;
    }
    double[] f = predicted.getValues();
    double[] y = truth.getValues();
    double sum = 0;
    for (int i = 0; i < f.length; i++) {
      sum += (f[i] - y[i]) * (f[i] - y[i]);
    }
    return sum;
  }

  private static <T extends Output<T>> OptionalDouble error(List<Prediction<T>> predictions) {
    if (!(predictions.get(0).getOutput() instanceof Label)) {
      return OptionalDouble.empty();
    }
    return predictions.stream()
        .mapToDouble(p -> p.getOutput().equals(p.getExample().getOutput()) ? 0 : 1)
        .average();
  }

  private static <T extends Output<T>> boolean isNotFinite(Prediction<T> prediction) {
    if (prediction.getOutput() instanceof Regressor regressor) {
      return !Arrays.stream(regressor.getValues()).allMatch(Double::isFinite);
    }
    return prediction.getOutputScores().values().stream()
        .anyMatch(score -> score instanceof Label label && !Double.isFinite(label.getScore()));
  }
}
