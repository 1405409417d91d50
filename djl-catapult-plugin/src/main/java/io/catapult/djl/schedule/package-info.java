/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Learning-rate trackers: rates stepped up at given iterations, cycles, a counter of catapults
 * around any tracker, and a closed loop on the measured critical rate.
 *
 * <p>All follow one clock: step t is the number of updates made so far, and the rate of step t is
 * what DJL asks for with {@code numUpdate = t + 1}. DJL asks once for each parameter in each
 * update; every tracker here gives the same answer each time.
 */
package io.catapult.djl.schedule;
