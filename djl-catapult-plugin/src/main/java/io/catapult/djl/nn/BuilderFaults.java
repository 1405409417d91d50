/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import java.util.ArrayList;
import java.util.List;

/** Gathers everything that is wrong with a builder, so that one exception names it all. */
final class BuilderFaults {

  private final String product;
  private final List<String> faults = new ArrayList<>();

  BuilderFaults(String product) {
    this.product = product;
  }

  /**
   * Notes a fault unless {@code holds}.
   *
   * @param holds whether the setting is as it should be
   * @param setting the setting's name
   * @param expected what the setting should be
   * @param found the value it has
   * @param remedy what to do about it
   * @return this
   */
  BuilderFaults require(
      boolean holds, String setting, String expected, Object found, String remedy) {
    if (!holds) {
      faults.add(setting + ": expected " + expected + ", found " + found + "; " + remedy);
    }
    return this;
  }

  /** Requires a whole number of at least {@code least}, set by the builder's {@code setter}. */
  BuilderFaults requireAtLeast(long least, long value, String setting, String setter) {
    return require(value >= least, setting, "at least " + least, value, "call " + setter);
  }

  /** Requires a standard deviation that is finite and positive. */
  BuilderFaults requireInitialStd(double std) {
    return require(
        Double.isFinite(std) && std > 0,
        "initialStd",
        "a finite standard deviation above 0",
        std,
        "the papers use 1, and 0.1 for the near-zero initialisation");
  }

  /**
   * Throws if any fault was noted.
   *
   * @throws IllegalArgumentException naming every fault
   */
  void throwIfAny() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot build " + product + ". " + String.join(". ", faults) + ".");
    }
  }
}
