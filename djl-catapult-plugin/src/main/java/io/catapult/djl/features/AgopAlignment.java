/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import io.catapult.djl.autodiff.MeasurementException;

/**
 * The AGOP alignment of two models, cos(A, B) = &lt;A, B&gt;_F / (||A||_F ||B||_F): between 0 (they
 * depend on orthogonal features) and 1 (on the same, to the same degrees); a scale of the outputs
 * does not matter. Zhu et al., Catapults in SGD: spikes in the training loss and their impact on
 * generalization through feature learning, Eq. 6.
 *
 * <p>Cost: that of the cheapest {@link AlignmentRoute}, and of the two norms unless an earlier
 * alignment has found them: keep a reference that is compared with more than once. Two types are
 * compared in float64: give a reference in the model's type. Sums of products run in float64.
 *
 * @param cosine the alignment, -1 to 1; below 0 only if a given matrix has negative eigenvalues
 * @param route how the inner product was worked out
 */
public record AgopAlignment(double cosine, AlignmentRoute route) {

  /**
   * A result that checks itself.
   *
   * @throws IllegalArgumentException if the cosine is not between -1 and 1
   */
  public AgopAlignment {
    if (!(cosine >= -1 && cosine <= 1) || route == null) {
      throw new IllegalArgumentException(
          "expected a cosine between -1 and 1 and a route, found " + cosine + " and " + route);
    }
  }

  /**
   * The alignment of two AGOPs, by the route that costs least.
   *
   * @throws MeasurementException if one is closed or zero (there the alignment is undefined), or
   *     they differ in the number of input features or in their device
   */
  public static AgopAlignment of(Agop a, Agop b) {
    requireComparable(a, b);
    return by(AlignmentRoute.cheapest(a, b), a, b);
  }

  static AgopAlignment by(AlignmentRoute route, Agop a, Agop b) {
    double product = route.innerProduct(a, b);
    double norms = a.frobeniusNorm() * b.frobeniusNorm();
    if (norms == 0) {
      a.requireNotZero("to be aligned");
      b.requireNotZero("to be aligned");
      throw AgopFaults.underflow(a.dataType());
    }
    // Rounding may carry the cosine of parallel matrices past 1.
    return new AgopAlignment(Math.max(-1, Math.min(1, product / norms)), route);
  }

  private static void requireComparable(Agop a, Agop b) {
    a.requireOpen();
    b.requireOpen();
    if (a.inputSize() != b.inputSize()) {
      throw new MeasurementException(
          "two AGOPs over the same number of input features",
          "d = " + a.inputSize() + " and d = " + b.inputSize(),
          "compare models that take the same inputs");
    }
    if (!a.device().equals(b.device())) {
      throw new MeasurementException(
          "two AGOPs on one device",
          a.device() + " and " + b.device(),
          "measure both models on the same device, or copy the matrix there");
    }
  }
}
