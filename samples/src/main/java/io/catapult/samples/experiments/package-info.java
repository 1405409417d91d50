/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The experiments of the catapult papers: what is trained or computed, what the papers claim of it,
 * and checks that judge the claims by what was recorded. {@link
 * io.catapult.samples.experiments.Experiments} lists them, {@link
 * io.catapult.samples.experiments.ExperimentRun} runs one. Each is a description of a screenful in
 * a class of its own.
 */
package io.catapult.samples.experiments;
