/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import io.catapult.tribuo.data.FeatureBridge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.Prediction;

/** Predicts examples in batches of bounded memory. */
final class BatchPredictor<T extends Output<T>> {

  /** Features of one batch at most, 16 MB. */
  private static final int BATCH_NUMBERS = 1 << 22;

  private static final int BATCH_ROWS = 1024;

  private final NetworkSpec<T> network;
  private final ImmutableOutputInfo<T> info;
  private final FeatureBridge features;
  private final NativeNetwork arrays;
  private final int outputs;

  BatchPredictor(
      NetworkSpec<T> network,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<T> info,
      NativeNetwork arrays) {
    this.network = network;
    this.info = info;
    this.features = new FeatureBridge(features);
    this.arrays = arrays;
    this.outputs = network.bridge().outputs(info, network.loss());
  }

  List<Prediction<T>> predict(Iterable<Example<T>> examples) {
    int size = Math.max(1, Math.min(BATCH_ROWS, BATCH_NUMBERS / features.width()));
    List<Prediction<T>> predictions = new ArrayList<>();
    List<Example<T>> batch = new ArrayList<>(size);
    for (Example<T> example : examples) {
      batch.add(example);
      if (batch.size() == size) {
        addBatch(batch, predictions);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      addBatch(batch, predictions);
    }
    return predictions;
  }

  private void addBatch(List<Example<T>> batch, List<Prediction<T>> to) {
    float[] scores = arrays.outputs(owner -> features.toArray(batch, owner));
    Faults.require(
        scores.length == outputs * batch.size(),
        outputs + " outputs for each of " + batch.size() + " examples",
        scores.length + " numbers",
        "wrap a block that gives [n, " + outputs + "]");
    for (int i = 0; i < batch.size(); i++) {
      Example<T> example = batch.get(i);
      float[] own = Arrays.copyOfRange(scores, i * outputs, (i + 1) * outputs);
      int known = features.countKnown(example);
      to.add(network.bridge().predict(own, info, network.loss(), example, known));
    }
  }
}
