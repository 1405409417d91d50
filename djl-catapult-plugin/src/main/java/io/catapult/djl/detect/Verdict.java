/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/** What a spike of the training loss was. */
public enum Verdict {
  /** The learning rate was above the critical rate, and the tangent kernel's norm fell. */
  CATAPULT,
  /** It came back, but the learning rate was not above the critical rate or the norm stayed. */
  BAD_BATCH,
  /** It never came back, or the loss is not finite any more. */
  DIVERGENCE,
  /** The evidence is missing or contradicts itself, or the run ended in it. */
  UNRESOLVED
}
