/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Data of Tribuo as dense rows of numbers, and dense rows as data of Tribuo. */
package io.catapult.tribuo.data;
