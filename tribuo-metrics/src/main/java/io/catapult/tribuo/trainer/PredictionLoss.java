/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.OptionalDouble;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.Prediction;

/** The loss of a training on predictions, by DJL's own code of it. */
final class PredictionLoss {

  private PredictionLoss() {}

  /** Empty without predictions, and where an output or the loss is not finite. */
  static <T extends Output<T>> OptionalDouble of(
      NetworkSpec<T> network, ImmutableOutputInfo<T> info, List<Prediction<T>> predictions) {
    if (predictions.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (NDManager scope = NDManager.newBaseManager(null, "PyTorch")) {
      List<T> truths = predictions.stream().map(p -> p.getExample().getOutput()).toList();
      NDArray targets = network.bridge().targets(truths, info, network.loss(), scope);
      NDArray outputs = outputs(network, info, predictions, scope);
      double loss =
          network.loss().newLoss().evaluate(new NDList(targets), new NDList(outputs)).getFloat();
      return Double.isFinite(loss) ? OptionalDouble.of(loss) : OptionalDouble.empty();
    }
  }

  private static <T extends Output<T>> NDArray outputs(
      NetworkSpec<T> network,
      ImmutableOutputInfo<T> info,
      List<Prediction<T>> predictions,
      NDManager scope) {
    int k = network.bridge().outputs(info, network.loss());
    FloatBuffer numbers = FloatBuffer.allocate(predictions.size() * k);
    for (Prediction<T> prediction : predictions) {
      numbers.put(network.bridge().outputs(prediction, info, network.loss()));
    }
    return scope.create(numbers.rewind(), new Shape(predictions.size(), k));
  }
}
