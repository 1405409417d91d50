/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

/** Is told how a training comes along; called from the training thread, so it must be quick. */
@FunctionalInterface
public interface TrainingProgress {

  /**
   * The loss of the whole training set was evaluated.
   *
   * @param step updates made so far
   * @param fraction the share in [0, 1] of the longest possible training that is done
   * @param trainLoss the loss of the whole training set at these weights
   */
  void at(long step, double fraction, double trainLoss);
}
