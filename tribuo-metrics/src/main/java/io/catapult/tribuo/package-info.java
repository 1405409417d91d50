/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The training dynamics that djl-catapult measured, as Tribuo metrics. */
package io.catapult.tribuo;
