/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

import java.util.stream.IntStream;

/** What is known about s eigenvalues; immutable. See {@link Eigenpairs}. */
final class EigenvalueQuality {

  /** Of no eigenvalue. */
  static final EigenvalueQuality NONE =
      new EigenvalueQuality(new double[0], new double[0], new double[0]);

  private final double[] values;
  private final double[] residuals;
  private final double[] errors;

  EigenvalueQuality(double[] values, double[] residuals, double[] errors) {
    this.values = values.clone();
    this.residuals = residuals.clone();
    this.errors = errors.clone();
  }

  /** Of the Ritz pairs with the given indices. */
  static EigenvalueQuality of(RitzPairs ritz, int[] chosen) {
    return new EigenvalueQuality(
        select(ritz.values(), chosen),
        select(ritz.residuals(), chosen),
        select(ritz.errors(), chosen));
  }

  private static double[] select(double[] numbers, int[] indices) {
    return IntStream.of(indices).mapToDouble(i -> numbers[i]).toArray();
  }

  int size() {
    return values.length;
  }

  double[] values() {
    return values.clone();
  }

  double[] residuals() {
    return residuals.clone();
  }

  double[] errors() {
    return errors.clone();
  }
}
