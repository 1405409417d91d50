/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The curvature of a loss: the Hessian by the weights, the Gauss-Newton matrix, their extreme
 * eigenvalues and the critical learning rate, and derivatives of the outputs along a direction.
 *
 * <p>All are operators on vectors [p]: the trainable parameters, flattened and joined in the order
 * of {@link io.catapult.djl.autodiff.ModelView#parameters()}.
 */
package io.catapult.djl.curvature;
