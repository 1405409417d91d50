/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The settings of one training.
 *
 * @param optimizer the optimizer
 * @param batchSize samples a step; 0 for all
 * @param rule when it ends
 * @param engineSeed what initial weights are drawn by
 * @param splitting what validation data are drawn by
 * @param shuffling what batches are drawn by
 * @param threads of one operation
 * @param device by its name
 * @param watch what is measured
 */
record TrainingPlan(
    OptimizerSpec optimizer,
    int batchSize,
    StopRule rule,
    int engineSeed,
    SplittableRandom splitting,
    SplittableRandom shuffling,
    int threads,
    String device,
    Optional<WatchSpec> watch) {}
