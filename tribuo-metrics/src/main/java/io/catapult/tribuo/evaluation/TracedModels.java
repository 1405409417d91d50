/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.evaluation;

import io.catapult.djl.trace.TrainingTrace;
import io.catapult.tribuo.TestLoss;
import io.catapult.tribuo.TraceCarrier;
import java.util.Optional;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.transform.TransformedModel;

/** Finds what a model carries, also inside the models that wrap it. */
final class TracedModels {

  private TracedModels() {}

  /**
   * The trace of a model's training.
   *
   * @throws IllegalArgumentException if it has none
   */
  static TrainingTrace trace(Model<?> model) {
    Model<?> inner = unwrap(model, TraceCarrier.class);
    if (!(inner instanceof TraceCarrier carrier)) {
      throw fault(inner, ", which carries none", "train it by a trainer of TraceCarriers");
    }
    return carrier
        .getTrainingTrace()
        .orElseThrow(
            () -> fault(inner, " of a training that was not watched", "have the training watched"));
  }

  /** The model that tells its own test loss, if there is one. */
  @SuppressWarnings("unchecked") // a transformed model has the outputs of the model inside
  static <T extends Output<T>> Optional<TestLoss<T>> testLoss(Model<T> model) {
    return unwrap(model, TestLoss.class) instanceof TestLoss<?> teller
        ? Optional.of((TestLoss<T>) teller)
        : Optional.empty();
  }

  /** The outermost model that has the type, else the innermost one. */
  private static Model<?> unwrap(Model<?> model, Class<?> type) {
    Model<?> inner = model;
    while (!type.isInstance(inner) && inner instanceof TransformedModel<?> transformed) {
      inner = transformed.getInnerModel();
    }
    return inner;
  }

  private static IllegalArgumentException fault(Model<?> model, String found, String remedy) {
    return new IllegalArgumentException(
        "Expected a model with the trace of its training; found '"
            + model.getName()
            + "' ("
            + model.getClass().getName()
            + ")"
            + found
            + ". Remedy: "
            + remedy
            + ", or evaluate it by Tribuo's own evaluator.");
  }
}
