/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDList;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.features.Agop;
import io.catapult.djl.features.AgopAlignment;
import io.catapult.djl.trace.Quantity;

/** Measures the AGOP, and its alignment with a reference where there is one. */
final class FeatureInstrument {

  private final ModelView model;
  private final NDList x;
  private final Agop reference;

  /**
   * @param reference the caller's, or null
   */
  FeatureInstrument(ModelView model, NDList x, Agop reference) {
    this.model = model;
    this.x = x;
    this.reference = reference;
  }

  void measure(Values into) {
    try (Agop agop = Agop.of(model, x)) {
      into.put(Quantity.AGOP_TRACE, agop.trace());
      if (reference != null) {
        into.put(Quantity.AGOP_ALIGNMENT, AgopAlignment.of(agop, reference).cosine());
      }
    }
  }
}
