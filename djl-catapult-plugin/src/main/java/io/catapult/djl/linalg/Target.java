/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

/** What has to meet the tolerance. */
public enum Target {
  /**
   * The eigenvalues: {@link Eigenpairs#errors()} is small. Needs far fewer products, because the
   * error of a value is of second order in the error of its vector.
   */
  VALUES {
    @Override
    double[] of(RitzPairs pairs) {
      return pairs.errors();
    }
  },
  /** The eigenvectors too: {@link Eigenpairs#residuals()} is small. */
  VECTORS {
    @Override
    double[] of(RitzPairs pairs) {
      return pairs.residuals();
    }
  };

  /** What has to be small, for each pair. */
  abstract double[] of(RitzPairs pairs);
}
