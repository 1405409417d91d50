/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The way of a model's weights through a training, and its principal components: Li, Xu and Zhang,
 * Loss spike in training neural networks, section 3.2.
 */
package io.catapult.djl.trajectory;
