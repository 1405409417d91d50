/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Models that are linear or quadratic in their weights: the Taylor twins of a network, and what
 * shows how far a network is from them. Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, chapters 2 and 3. Beside them the exact updates of networks
 * so small or so plain that gradient descent closes in a few numbers.
 */
package io.catapult.djl.taylor;
