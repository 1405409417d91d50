/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Published image sets in the form in which they are published, from local files. */
package io.catapult.samples.data.source;
