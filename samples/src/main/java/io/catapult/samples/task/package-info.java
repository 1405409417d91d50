/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The tasks that optimizers are compared on, and the settings that each is compared with. */
package io.catapult.samples.task;
