/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.report;

import io.catapult.djl.listener.RecordedDynamics;
import io.catapult.djl.trace.Quantity;
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
    Optional<RateShare> ofProbe =
        of(run, Quantity.PROBE_CRITICAL_RATE_KERNEL, Quantity.PROBE_CRITICAL_RATE_HESSIAN);
    return ofProbe.isPresent()
        ? ofProbe
        : of(run, Quantity.BATCH_CRITICAL_RATE_KERNEL, Quantity.BATCH_CRITICAL_RATE_HESSIAN);
  }

  private static Optional<RateShare> of(RecordedRun run, Quantity kernel, Quantity hessian) {
    Curve.Reading excess =
        Course.ratio(m -> m.value(Quantity.LEARNING_RATE), Course.firstOf(kernel, hessian));
    Course ratios = run.course(excess);
    if (ratios.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RateShare(
            ratios.above(1).size(),
            ratios.size(),
            ratios.highest(),
            kernel == Quantity.BATCH_CRITICAL_RATE_KERNEL));
  }

  String criticalRate() {
    return isOfBatch ? "the critical rate of the batch" : "the critical rate";
  }
}
