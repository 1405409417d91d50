/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The tangent kernel: exact by layer rules, as an operator, and the loss split by its spectrum. */
package io.catapult.djl.kernel;
