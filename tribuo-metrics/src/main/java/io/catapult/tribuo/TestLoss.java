/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo;

import java.util.List;
import java.util.OptionalDouble;
import org.tribuo.Output;
import org.tribuo.Prediction;

/**
 * A model that knows the loss it was trained by, so that an evaluation can tell that loss on the
 * test set from the predictions it has, without a second pass.
 *
 * @param <T> the type of output
 */
public interface TestLoss<T extends Output<T>> {

  /**
   * The training's loss on predictions.
   *
   * @param predictions of examples whose outputs are the ground truth
   * @return in the unit and with the factors of the training loss, so that the two can be compared;
   *     empty where the predictions do not say enough to compute it, or there are none
   */
  OptionalDouble testLoss(List<Prediction<T>> predictions);
}
