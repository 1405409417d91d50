/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Tasks and experiments that show djl-catapult at work. */
package io.catapult.samples;
