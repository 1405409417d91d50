/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.listener.RecordedDynamics;
import java.util.Optional;

/**
 * How often the learning rate was above the critical rate.
 *
 * @param above the number of steps at which it was
 * @param judged the number of steps at which both were measured
 * @param highest the learning rate over the critical rate where that was largest
 * @param isOfBatch whether the critical rates are those of the batches, since those of the probe
 *     data were not measured
 */
record RateShare(long above, long judged, Course.Point highest, boolean isOfBatch) {

  /** Empty if they were not both measured, or mean nothing for the optimizer. */
  static Optional<RateShare> of(RecordedRun run) {
    if (!RecordedDynamics.hasCriticalRate(run.trace())) {
      return Optional.empty();
    }
    Course ofProbe = run.course(Courses.Of.RATE_BY_PROBE);
    return ofProbe.isEmpty() ? of(run.course(Courses.Of.RATE_BY_BATCH), true) : of(ofProbe, false);
  }

  private static Optional<RateShare> of(Course ratios, boolean isOfBatch) {
    return ratios.isEmpty()
        ? Optional.empty()
        : Optional.of(new RateShare(ratios.above(), ratios.size(), ratios.highest(), isOfBatch));
  }

  String criticalRate() {
    return isOfBatch ? "the critical rate of the batch" : "the critical rate";
  }
}
