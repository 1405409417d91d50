/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Numbers measured over a training and everything that changes them; nothing here knows what
 * trains.
 *
 * <p>{@link io.catapult.djl.trace.Quantity} is the dictionary, {@link
 * io.catapult.djl.trace.TrainingTrace} the result. A {@link io.catapult.djl.trace.TraceRecorder}
 * makes one, in memory and in a file whose format is described in docs/trace-format.md.
 */
package io.catapult.djl.trace;
