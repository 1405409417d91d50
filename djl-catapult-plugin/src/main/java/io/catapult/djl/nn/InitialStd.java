/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.nn;

import io.catapult.djl.check.BuilderFaults;

/** The standard deviation of initial weights, as builders check it. */
final class InitialStd {

  private InitialStd() {}

  static BuilderFaults check(BuilderFaults faults, double std) {
    return faults.require(
        Double.isFinite(std) && std > 0,
        "initialStd",
        "a finite standard deviation above 0",
        std,
        "the papers use 1, and 0.1 for the near-zero initialisation");
  }
}
