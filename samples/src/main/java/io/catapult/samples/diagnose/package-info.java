/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command that measures a saved model: {@code catapult diagnose}. */
package io.catapult.samples.diagnose;
