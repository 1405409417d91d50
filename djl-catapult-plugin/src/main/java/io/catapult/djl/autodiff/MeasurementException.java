/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

/**
 * A measurement that cannot be made as asked. The message says what was expected, what was found
 * and how to mend it.
 */
public class MeasurementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A fault of the caller's input.
   *
   * @param expected what the measurement needs
   * @param found what it was given
   * @param remedy what the caller can do
   */
  public MeasurementException(String expected, String found, String remedy) {
    this(expected, found, remedy, null);
  }

  /**
   * A fault of the caller's input that another exception revealed.
   *
   * @param expected what the measurement needs
   * @param found what it was given
   * @param remedy what the caller can do
   * @param cause the exception that revealed it, may be null
   */
  public MeasurementException(String expected, String found, String remedy, Throwable cause) {
    super("Expected " + expected + "; found " + found + ". Remedy: " + remedy + ".", cause);
  }
}
