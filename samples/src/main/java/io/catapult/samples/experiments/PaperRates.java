/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.experiments;

import io.catapult.tribuo.trainer.LearningRateSchedule;
import java.util.Arrays;

/**
 * Learning rates of a paper: as it has them where its settings and data are there, else as shares
 * of the critical rate, which carry over to other data and widths.
 *
 * @param critical the paper's critical rate
 * @param areAbsolute whether the settings and data are the paper's
 */
record PaperRates(double critical, boolean areAbsolute) {

  /** One rate throughout. */
  LearningRateSchedule fixed(double rate) {
    return areAbsolute
        ? LearningRateSchedule.fixed(rate)
        : LearningRateSchedule.criticalFraction(rate / critical);
  }

  /** Rates set at iterations: see {@link LearningRateSchedule#steps}. */
  LearningRateSchedule steps(double rate, int[] at, double... rates) {
    return areAbsolute
        ? LearningRateSchedule.steps(rate, at, rates)
        : LearningRateSchedule.steps(
                rate / critical, at, Arrays.stream(rates).map(each -> each / critical).toArray())
            .inCriticalRates();
  }
}
