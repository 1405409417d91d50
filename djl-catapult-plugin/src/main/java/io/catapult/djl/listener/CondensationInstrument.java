/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.features.HiddenLayer;
import io.catapult.djl.features.HiddenNeurons;
import io.catapult.djl.trace.Quantity;
import java.util.Arrays;

/** Measures the neurons of the first hidden layer: see {@link Instrument#CONDENSATION}. */
final class CondensationInstrument {

  /** The neurons that a trace carries one by one, the first ones, so that it stays bounded. */
  private static final int SHOWN = 512;

  private final HiddenLayer layer;

  /**
   * @param layer the hidden layer, or null where the network has none
   */
  CondensationInstrument(HiddenLayer layer) {
    this.layer = layer;
  }

  /** Measures at the present weights. */
  void measure(Values into) {
    if (layer == null) {
      return;
    }
    HiddenNeurons neurons = layer.neurons();
    into.put(Quantity.CONDENSATION_COSINE, neurons.squaredCosine());
    into.put(Quantity.NEURON_AMPLITUDES, first(neurons.amplitudes()));
    neurons
        .condensedVariance()
        .ifPresent(
            variance -> {
              into.put(Quantity.CONDENSED_VARIANCE, variance);
              into.put(Quantity.NEURON_ORIENTATIONS, first(neurons.orientations()));
            });
  }

  /** What is left out in this training, in words; null if nothing is. */
  String leftOut() {
    return layer == null
        ? "the network has no linear layer whose neurons another one reads one by one: condensation"
            + " is left out"
        : null;
  }

  private static double[] first(double[] all) {
    return Arrays.copyOf(all, Math.min(SHOWN, all.length));
  }
}
