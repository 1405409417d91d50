/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import com.google.protobuf.ByteString;
import io.catapult.djl.trace.TrainingTrace;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a training gave.
 *
 * @param parameters the network's, in DJL's format
 * @param trace what was measured, if it was watched
 * @param steps updates made
 * @param ending how it ended
 * @param trainLoss the loss of the whole training set at the last weights
 * @param criticalRate at the initial weights, if the learning rate is a fraction of it
 * @param device where it ran
 */
record TrainingOutcome(
    ByteString parameters,
    Optional<TrainingTrace> trace,
    long steps,
    Ending ending,
    double trainLoss,
    OptionalDouble criticalRate,
    String device) {}
