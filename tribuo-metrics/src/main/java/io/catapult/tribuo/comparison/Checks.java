/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.comparison;

/** The checks that the values of this package share; faults say expected, found, remedy. */
final class Checks {

  private Checks() {}

  static void require(boolean holds, String expected, Object found, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Expected " + expected + "; found " + found + ". Remedy: " + remedy + ".");
    }
  }

  /** Requires a value. */
  static void present(Object value, String what) {
    require(value != null, what, "null", "pass a value, empty where nothing is known");
  }

  /** Requires a text that says something. */
  static void text(String value, String what) {
    require(
        value != null && !value.isBlank(),
        what + " with at least one letter",
        value == null ? "null" : "'" + value + "'",
        "say what it is");
  }
}
