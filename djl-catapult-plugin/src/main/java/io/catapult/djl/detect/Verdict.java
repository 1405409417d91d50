/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.detect;

/** What a spike of the training loss was. */
public enum Verdict {
  /**
   * It came back; of the three signs (learning rate above the critical rate, tangent kernel's norm
   * fallen, rise in its top eigenspace) two hold and none that was measured fails.
   */
  CATAPULT,
  /** It came back, but the learning rate was not above the critical rate, or two signs fail. */
  BAD_BATCH,
  /** It never came back, or the loss is not finite any more. */
  DIVERGENCE,
  /** The evidence is missing or contradicts itself, or the run ended in it. */
  UNRESOLVED
}
