/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Loss landscapes beyond the quadratic approximation: gradient descent on functions of a few
 * variables that have several scales, with what theory says of it. Ma, Kunin, Wu and Ying, Beyond
 * the quadratic approximation: the multiscale structure of neural network loss landscapes.
 */
package io.catapult.djl.landscape;
