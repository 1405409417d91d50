/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

/**
 * A measurement at weights that give no number: the outputs, the loss or the weights themselves are
 * NaN or infinite, though inputs and labels are finite.
 */
public class NonFiniteException extends MeasurementException {

  private static final long serialVersionUID = 1L;

  /**
   * A result that is not finite.
   *
   * @param expected what the measurement needs
   * @param found what it met
   * @param remedy what the caller can do
   */
  public NonFiniteException(String expected, String found, String remedy) {
    super(expected, found, remedy);
  }
}
