/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.linalg;

/** How a search for eigenpairs ended, and what to do about it. */
public enum Outcome {
  /** Every wanted pair meets the tolerance. */
  CONVERGED("nothing to do"),
  /** Some pair does not meet the tolerance, or fewer pairs than wanted were found. */
  MAX_PRODUCTS_REACHED("raise optMaxProducts or relax the tolerance"),
  /** The pairs found up to then are given, which may be none. */
  NON_FINITE(
      "a product with the operator holds NaN or infinity: look for them in the weights, inputs and"
          + " outputs, and lower the learning rate if the training has diverged");

  private final String advice;

  Outcome(String advice) {
    this.advice = advice;
  }

  /** What the caller can do. */
  public String advice() {
    return advice;
  }
}
