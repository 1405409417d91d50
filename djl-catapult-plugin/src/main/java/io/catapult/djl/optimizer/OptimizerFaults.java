/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.optimizer;

import io.catapult.djl.check.BuilderFaults;

/** Checks of the ranges that optimizers' settings have. */
final class OptimizerFaults {

  private final BuilderFaults faults;

  OptimizerFaults(String product) {
    faults = new BuilderFaults(product);
  }

  /** Notes a fault unless {@code holds}. */
  OptimizerFaults require(
      boolean holds, String setting, String expected, Object found, String remedy) {
    faults.require(holds, setting, expected, found, remedy);
    return this;
  }

  /** Requires a finite number of at least 0. */
  OptimizerFaults requireNotNegative(String setting, double value, String setter) {
    boolean holds = value >= 0 && Double.isFinite(value);
    return require(holds, setting, "a finite number of at least 0", value, "call " + setter);
  }

  /** Requires a finite number above 0. */
  OptimizerFaults requirePositive(String setting, double value, String setter) {
    boolean holds = value > 0 && Double.isFinite(value);
    return require(holds, setting, "a finite number above 0", value, "call " + setter);
  }

  /** Requires a number in [0, 1). */
  OptimizerFaults requireShare(String setting, double value, String setter) {
    boolean holds = value >= 0 && value < 1;
    return require(holds, setting, "a number in [0, 1)", value, "call " + setter);
  }

  /**
   * Throws if any fault was noted.
   *
   * @throws IllegalArgumentException naming every fault
   */
  void throwIfAny() {
    faults.throwIfAny();
  }
}
