/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Shows a training in the browser while it goes on: {@link io.catapult.djl.live.LiveView} is where
 * to begin.
 */
package io.catapult.djl.live;
