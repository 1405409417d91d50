/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Models that are linear or quadratic in their weights: the Taylor twins of a network, and what
 * shows how far a network is from them. Zhu, Toward understanding the dynamics of
 * over-parameterized neural networks, chapters 2 and 3.
 */
package io.catapult.djl.taylor;
