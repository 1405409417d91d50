/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

/** How a training ended. */
public enum Ending {
  /** All epochs were done. */
  EPOCHS_DONE,
  /** The loss of the whole training set fell below the bound. */
  LOSS_BELOW,
  /** The largest number of steps was made. */
  STEPS_DONE,
  /** The loss was no longer finite. */
  DIVERGED
}
