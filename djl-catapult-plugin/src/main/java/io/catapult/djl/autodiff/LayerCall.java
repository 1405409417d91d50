/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.autodiff;

import ai.djl.ndarray.NDArray;

/**
 * One use of a layer in a forward pass.
 *
 * @param layer the layer
 * @param input a, what multiplies its parameters [n, ...]
 * @param output z, its output before anything else happens to it [n, ...], part of the graph
 */
public record LayerCall(Layer layer, NDArray input, NDArray output) {}
