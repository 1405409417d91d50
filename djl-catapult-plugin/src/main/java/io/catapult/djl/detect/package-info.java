/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Counts catapults and tells what a spike of the loss was: plain numbers in, detections out,
 * streaming and in constant memory.
 */
package io.catapult.djl.detect;
