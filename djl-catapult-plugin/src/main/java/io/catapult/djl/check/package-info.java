/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Checks of what is given, so that one error names everything that is wrong. */
package io.catapult.djl.check;
