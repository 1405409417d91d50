/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tribuo evaluations of how a model was trained, alone and united with Tribuo's own evaluation of
 * how it predicts.
 *
 * <p>{@link io.catapult.tribuo.evaluation.DynamicsMetrics} is the dictionary, {@link
 * io.catapult.tribuo.evaluation.GeneralizationEvaluator} the entry point.
 */
package io.catapult.tribuo.evaluation;
