/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

/** What a {@link MeasuredTracker} wants to have measured before an update. */
public enum Need {
  /** The loss on the fixed measuring points. */
  LOSS,
  /** The critical learning rate on the fixed measuring points, for plain gradient descent. */
  CRITICAL_RATE,
  /** The largest eigenvalue of the tangent kernel on the fixed measuring points. */
  KERNEL_NORM,
  /** The loss on the batch of this update. */
  BATCH_LOSS,
  /** The critical learning rate on the batch of this update, for plain gradient descent. */
  BATCH_CRITICAL_RATE
}
