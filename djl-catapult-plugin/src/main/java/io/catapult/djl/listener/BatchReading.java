/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import io.catapult.djl.linalg.Eigenpairs;

/**
 * A batch at the weights before its update.
 *
 * @param reading the numbers
 * @param pairs the kernel's top eigenpairs, to be closed
 */
record BatchReading(KernelReading reading, Eigenpairs pairs) {}
