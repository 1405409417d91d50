/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Trains any DJL block from Tribuo datasets, watched, and predicts with it through Tribuo. */
package io.catapult.tribuo.trainer;
