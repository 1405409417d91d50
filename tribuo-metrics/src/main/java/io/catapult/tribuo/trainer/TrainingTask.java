/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import io.catapult.tribuo.data.FeatureBridge;
import java.util.SplittableRandom;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;

/** A network and the data to train it on. */
final class TrainingTask<T extends Output<T>> {

  private final NetworkSpec<T> network;
  private final TrainingData<T> data;
  private final double validationFraction;
  private final ImmutableFeatureMap features;
  private final ImmutableOutputInfo<T> outputs;

  TrainingTask(NetworkSpec<T> network, TrainingData<T> data, double validationFraction) {
    this.network = network;
    this.data = data;
    this.validationFraction = validationFraction;
    this.features = data.training().getFeatureIDMap();
    this.outputs = data.training().getOutputIDInfo();
  }

  NetworkSpec<T> network() {
    return network;
  }

  TrainingData<T> data() {
    return data;
  }

  ImmutableFeatureMap features() {
    return features;
  }

  ImmutableOutputInfo<T> outputs() {
    return outputs;
  }

  Block newBlock() {
    return network.newBlock(features.size(), outputs);
  }

  /** The arrays, which belong to the manager. */
  TrainingArrays arrays(NDManager manager, SplittableRandom splitting) {
    return new TrainingArrays.Reader<>(network, new FeatureBridge(features), outputs, manager)
        .read(data, validationFraction, splitting);
  }
}
