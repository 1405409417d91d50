/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Watches the training of a DJL model: {@link io.catapult.djl.listener.CatapultListener} is where
 * to begin.
 */
package io.catapult.djl.listener;
