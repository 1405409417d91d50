/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Charts of computed numbers, as values that are written as JSON and drawn by a page. */
package io.catapult.samples.chart;
