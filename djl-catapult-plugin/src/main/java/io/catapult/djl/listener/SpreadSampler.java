/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** Draws one batch of samples that are evenly spread over a dataset, without a random number. */
record SpreadSampler(int count) implements Sampler {

  /** Inputs and labels. */
  record Samples(NDList data, NDList labels) {}

  static Samples read(RandomAccessDataset dataset, int count, NDManager manager)
      throws IOException, TranslateException {
    dataset.prepare();
    if (count < 1 || count > dataset.size()) {
      throw new IllegalArgumentException(
          "expected a count between 1 and the dataset's " + dataset.size() + ", found " + count);
    }
    Batch batch = dataset.getData(manager, new SpreadSampler(count)).iterator().next();
    return new Samples(batch.getData(), batch.getLabels());
  }

  @Override
  public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
    long size = dataset.size();
    return List.of(LongStream.range(0, count).mapToObj(i -> i * size / count).toList()).iterator();
  }

  @Override
  public int getBatchSize() {
    return count;
  }
}
