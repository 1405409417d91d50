/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.schedule;

/** What a {@link MeasuredTracker} wants done with the weights before the update it has observed. */
public enum WeightAction {
  /** Leave them. */
  NONE,
  /** Copy them; the copy takes the place of an earlier one. */
  KEEP,
  /** Put the copy back before this update. */
  RESTORE
}
