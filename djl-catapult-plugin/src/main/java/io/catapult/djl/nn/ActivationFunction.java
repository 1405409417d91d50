/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.function.Function;

/** Activation functions by name, for settings that are written down. */
public enum ActivationFunction {
  /** x, none. */
  IDENTITY(Function.identity()),
  /** max(0, x). */
  RELU(Activation::relu),
  /** tanh x. */
  TANH(Activation::tanh),
  /** x times the normal distribution function of x. */
  GELU(Activation::gelu),
  /** x / (1 + e^-x). */
  SWISH(ActivationFunction::swish);

  private final Function<NDList, NDList> function;

  ActivationFunction(Function<NDList, NDList> function) {
    this.function = function;
  }

  /** DJL's own takes a number, whose memory a graph outlives: see {@code BufferKeeper}. */
  private static NDList swish(NDList x) {
    return new NDList(Activation.sigmoid(x.singletonOrThrow()).mul(x.singletonOrThrow()));
  }

  /** The function, elementwise. */
  public Function<NDList, NDList> function() {
    return function;
  }
}
