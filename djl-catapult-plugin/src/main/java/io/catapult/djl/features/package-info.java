/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What features a model has learned: the gradients of its outputs by its inputs, their average
 * outer product (AGOP), and how well two of those agree.
 */
package io.catapult.djl.features;
