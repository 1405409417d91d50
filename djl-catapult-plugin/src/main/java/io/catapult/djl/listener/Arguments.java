/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

/** The check of an argument; the fault says expected, found, remedy. */
final class Arguments {

  private Arguments() {}

  static void require(boolean holds, String expected, Object found, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Expected " + expected + "; found " + found + ". Remedy: " + remedy + ".");
    }
  }
}
