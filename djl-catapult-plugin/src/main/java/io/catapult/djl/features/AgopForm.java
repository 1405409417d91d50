/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/** A way to hold an AGOP G [d, d]. */
sealed interface AgopForm permits GradientFactor, DenseMatrix {

  DataType dataType();

  double trace();

  double frobeniusNorm();

  /** The diagonal of G [d]. */
  NDArray diagonal(NDManager owner);

  /** The s eigenvectors of G with the largest eigenvalues, as far as rounding allows. */
  PrincipalDirections top(int s, NDManager owner);
}
