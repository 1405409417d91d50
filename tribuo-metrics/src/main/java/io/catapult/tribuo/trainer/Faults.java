/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

/** What is wrong with settings, data or models, in one form of words. */
final class Faults {

  private Faults() {}

  /**
   * Checks.
   *
   * @throws IllegalArgumentException unless {@code holds}
   */
  static void require(boolean holds, String expected, Object found, String remedy) {
    if (!holds) {
      throw of(expected, found, remedy);
    }
  }

  static IllegalArgumentException of(String expected, Object found, String remedy) {
    return new IllegalArgumentException(
        "Expected " + expected + "; found " + found + ". Remedy: " + remedy + ".");
  }
}
