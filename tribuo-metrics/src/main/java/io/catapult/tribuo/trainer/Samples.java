/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.tribuo.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.Batchifier;
import java.util.function.ObjLongConsumer;

/** Inputs x [n, d] and targets y of n samples, on the device. */
record Samples(NDArray x, NDArray y) {

  int size() {
    return Math.toIntExact(x.getShape().get(0));
  }

  /** The chosen ones, copied. */
  Samples pick(int[] indices, NDManager owner) {
    try (NDManager scratch = owner.newSubManager()) {
      NDArray index = scratch.create(indices);
      return new Samples(
          owned(x.get(scratch, new NDIndex("{}", index)), owner),
          owned(y.get(scratch, new NDIndex("{}", index)), owner));
    }
  }

  private static NDArray owned(NDArray array, NDManager owner) {
    array.attach(owner);
    return array;
  }

  /** Up to a number of them, evenly spread. */
  Samples spread(int count, NDManager owner) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = Math.toIntExact((long) i * size() / count);
    }
    return pick(indices, owner);
  }

  /** All of them as one batch, not copied. */
  Batch batch(Trainer trainer) {
    return batch(trainer, x.stopGradient(), y.stopGradient());
  }

  /** The chosen ones as a batch. */
  Batch batch(Trainer trainer, int[] indices) {
    try (NDManager scratch = trainer.getManager().newSubManager()) {
      Samples picked = pick(indices, scratch);
      return batch(trainer, picked.x, picked.y);
    }
  }

  /** Hands all of them on in batches of up to a size, in order, with the number of samples. */
  void inBatches(Trainer trainer, int most, ObjLongConsumer<Batch> body) {
    for (int start = 0; start < size(); start += most) {
      int end = Math.min(size(), start + most);
      NDIndex slice = new NDIndex().addSliceDim(start, end);
      try (Batch batch = batch(trainer, x.get(slice), y.get(slice))) {
        body.accept(batch, end - start);
      }
    }
  }

  /** A batch that owns the arrays. */
  private static Batch batch(Trainer trainer, NDArray x, NDArray y) {
    NDManager manager = trainer.getManager().newSubManager();
    NDList data = new NDList(x);
    NDList labels = new NDList(y);
    data.attach(manager);
    labels.attach(manager);
    int size = Math.toIntExact(x.getShape().get(0));
    return new Batch(manager, data, labels, size, Batchifier.STACK, Batchifier.STACK, 0, 0);
  }
}
