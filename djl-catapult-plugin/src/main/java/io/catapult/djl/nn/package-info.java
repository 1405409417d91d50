/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Layers in the NTK parameterisation, the networks of the papers, and the papers' squared loss.
 *
 * <p>{@link io.catapult.djl.nn.Networks} is the way in to the networks, {@link
 * io.catapult.djl.nn.NtkLinear}, {@link io.catapult.djl.nn.NtkConv1d} and {@link
 * io.catapult.djl.nn.NtkConv2d} are the layers, {@link io.catapult.djl.nn.SquaredErrorLoss} is the
 * loss. The package needs DJL's API only.
 */
package io.catapult.djl.nn;
