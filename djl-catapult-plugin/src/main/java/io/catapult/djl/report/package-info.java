/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Pages that show what was measured: {@link io.catapult.djl.report.TrainingReport} is where to
 * begin.
 *
 * <p>A page is one HTML file with everything inside, which asks no other machine for anything.
 */
package io.catapult.djl.report;
