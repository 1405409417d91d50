/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.samples.task;

import java.util.Map;

/**
 * How networks are trained on a task where nothing else is asked for.
 *
 * @param depth linear layers of the fully connected network
 * @param width of its hidden layers
 * @param batchSize of all optimizers but gradient descent
 * @param schedules the learning rate of each optimizer
 * @param stopBelow ends a training when its loss on all training data is below this
 * @param maxSteps ends a training that does not get there
 * @param measureEvery steps between measurements on the probe data
 * @param seeds runs of each configuration
 */
public record TaskSettings(
    int depth,
    int width,
    int batchSize,
    Map<OptimizerName, ScheduleOption> schedules,
    double stopBelow,
    int maxSteps,
    int measureEvery,
    int seeds) {}
