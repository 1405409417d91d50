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
import java.util.Arrays;
import java.util.List;

/**
 * Measures the AGOP, and its alignment with a reference where there is one; records some of them.
 */
final class FeatureInstrument {

  private final ModelView model;
  private final NDList x;
  private final Agop reference;
  private final List<Long> imageShape;
  private final AgopSnapshots snapshots;
  private final FailureLog failures;

  /**
   * @param x what to measure on
   * @param settings with the reference, or none, and the shape of the inputs where it is not x's
   */
  FeatureInstrument(
      ModelView model,
      NDList x,
      ListenerSettings settings,
      AgopSnapshots snapshots,
      FailureLog failures) {
    this.model = model;
    this.x = x;
    this.reference = settings.agopReference();
    this.imageShape = settings.imageShape();
    this.snapshots = snapshots;
    this.failures = failures;
  }

  /** Records the reference, if there is one. */
  void recordReference(long step) {
    if (reference != null) {
      snapshots.addReference(step, inputShape(), reference);
    }
  }

  /**
   * Measures.
   *
   * @param isLast whether nothing is measured after this, so that the AGOP itself is recorded
   */
  void measure(long step, boolean isLast, Values into) {
    try (Agop agop = Agop.of(model, x)) {
      into.put(Quantity.AGOP_TRACE, agop.trace());
      try {
        if (reference != null) {
          into.put(Quantity.AGOP_ALIGNMENT, AgopAlignment.of(agop, reference).cosine());
        }
      } finally { // after the alignment, whose rounding depends on what an AGOP has worked out
        if (snapshots.isDue(step, isLast)) {
          failures.guard(
              "recording the AGOP", step, () -> snapshots.addModel(step, inputShape(), agop));
        }
      }
    }
  }

  /** Whether the AGOP at the end of the training has not been recorded yet. */
  boolean lacksLast(long step) {
    return snapshots.isDue(step, true);
  }

  private List<Long> inputShape() {
    return imageShape == null
        ? Arrays.stream(x.head().getShape().slice(1).getShape()).boxed().toList()
        : imageShape;
  }
}
