/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.trace;

/** The checks that the records of this package share; faults say expected, found, remedy. */
final class Checks {

  private Checks() {}

  static void require(boolean holds, String expected, Object found, String remedy) {
    if (!holds) {
      throw fault(expected, found, remedy);
    }
  }

  static IllegalArgumentException fault(String expected, Object found, String remedy) {
    return new IllegalArgumentException(
        "Expected " + expected + "; found " + found + ". Remedy: " + remedy + ".");
  }

  /** Requires a text that says something. */
  static void text(String value, String what) {
    require(
        value != null && !value.isBlank(),
        what + " to be a text with at least one letter",
        value == null ? "null" : "'" + value + "'",
        "say what it is");
  }

  /** Requires a value. */
  static void present(Object value, String what) {
    require(value != null, what, "null", "pass a value, empty where nothing is known");
  }

  /** Requires a whole number of at least 0. */
  static void notNegative(long value, String what) {
    require(value >= 0, what + " of at least 0", value, "count from 0");
  }

  /** Requires a time that is finite and at least 0. */
  static void seconds(double value, String what) {
    require(
        Double.isFinite(value) && value >= 0,
        what + " in seconds, finite and at least 0",
        value,
        "pass a difference of System.nanoTime() times 1e-9");
  }
}
