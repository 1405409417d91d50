/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.engine.EngineException;

/** Turns the engine's errors into ours where their cause is known. */
final class Faults {

  private Faults() {}

  static RuntimeException translate(String method, EngineException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("modified by an inplace operation")) {
      return new MeasurementException(
          "weights and activations unchanged since the forward pass",
          "one that was changed in place: " + firstLine(message),
          "build an operator anew after each optimizer step, and let no block change in place what"
              + " a layer before it has used",
          e);
    }
    if (message.contains("is not implemented") && message.contains("derivative")) {
      return new MeasurementException(
          "operations that are twice differentiable",
          "one that is not: " + firstLine(message),
          "replace it, for example fused attention by softmax(q k^T) v, or export the model"
              + " without fused kernels",
          e);
    }
    if (message.contains("not enough memory") || message.contains("out of memory")) {
      return new MeasurementException(
          "memory for " + method,
          "an allocation that failed: " + firstLine(message),
          "lower the memory bound or the number of samples",
          e);
    }
    return e;
  }

  private static String firstLine(String message) {
    String text = message.lines().filter(s -> s.contains("rror")).findFirst().orElse(message);
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }
}
