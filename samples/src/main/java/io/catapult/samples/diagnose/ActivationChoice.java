/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.diagnose;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.Locale;
import java.util.function.Function;

/** The activation functions of the named networks. */
enum ActivationChoice {
  RELU(Activation::relu),
  TANH(Activation::tanh),
  GELU(Activation::gelu);

  private final Function<NDList, NDList> function;

  ActivationChoice(Function<NDList, NDList> function) {
    this.function = function;
  }

  Function<NDList, NDList> function() {
    return function;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
