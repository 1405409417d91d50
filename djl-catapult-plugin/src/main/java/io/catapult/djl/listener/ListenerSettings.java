/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDList;
import ai.djl.training.tracker.ParameterTracker;
import io.catapult.djl.features.Agop;
import io.catapult.djl.trace.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What a listener was asked for.
 *
 * @param optimizer what is known of the optimizer
 * @param tracker the optimizer's learning rates
 * @param probe the fixed points to measure on
 * @param instruments what to measure
 * @param topEigenspace the number s of eigendirections
 * @param outputHessians the number of probe data to measure the Hessians of the outputs of
 * @param agopReference what to align the AGOP with, or null
 * @param agopData what to measure the AGOP on, or null for the probe data
 * @param imageShape [c, h, w] that an input of the AGOP has though it is flat, or null
 * @param schedule when to measure, or null where a budget decides
 * @param batchSchedule when to measure the batches, or null where they follow the rest
 * @param budget how much to measure, or null where a schedule decides
 * @param firstStep the step of the first update, where the optimizer does not tell
 * @param memoryLimit how many measurements to hold in memory
 * @param traceFile where to write, or null
 */
record ListenerSettings(
    OptimizerView optimizer,
    ParameterTracker tracker,
    ProbeData probe,
    Set<Instrument> instruments,
    int topEigenspace,
    int outputHessians,
    Agop agopReference,
    NDList agopData,
    List<Long> imageShape,
    MeasuringSchedule schedule,
    MeasuringSchedule batchSchedule,
    OverheadBudget budget,
    long firstStep,
    int memoryLimit,
    Path traceFile) {

  /**
   * eta_crit times lambda_max: 2 for gradient descent, more with momentum. For an adaptive
   * optimizer 2 as well: the critical rates are then those of gradient descent at its weights.
   */
  double criticalLimit() {
    return optimizer
        .stability()
        .filter(stability -> !stability.isPreconditioned())
        .map(StabilityThreshold::limit)
        .orElse(2.0);
  }

  /** Whether a quantity is asked for. */
  boolean measures(Quantity quantity) {
    return instruments.stream().anyMatch(each -> each.measures().contains(quantity));
  }

  /** Whether the optimizer's learning rates can be compared with critical rates. */
  boolean hasCriticalRate() {
    return optimizer.stability().map(stability -> !stability.isPreconditioned()).orElse(true);
  }
}
