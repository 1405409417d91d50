/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Compares optimizers: a design of optimizers, schedules, batch sizes and seeds is trained on one
 * task in worker processes, kept on disk, and told as tables and correlations.
 */
package io.catapult.tribuo.comparison;
