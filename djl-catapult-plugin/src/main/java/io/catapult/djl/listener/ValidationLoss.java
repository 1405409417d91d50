/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import io.catapult.djl.trace.Quantity;
import java.util.Map;

/** The mean loss over the samples that the trainer validated on since the last update. */
final class ValidationLoss {

  private final Loss loss;
  private double sum;
  private long samples;

  ValidationLoss(Loss loss) {
    this.loss = loss;
  }

  void add(BatchData data) {
    for (Map.Entry<Device, NDList> part : data.getPredictions().entrySet()) {
      NDList labels = data.getLabels().get(part.getKey());
      NDList outputs = part.getValue();
      long n = outputs.head().getShape().get(0);
      sum += n * LossMeter.value(loss, labels, outputs);
      samples += n;
    }
  }

  /** Puts the loss, if there was a validation, and begins anew. */
  void take(Values into) {
    if (samples > 0) {
      into.put(Quantity.VALIDATION_LOSS, sum / samples);
      sum = 0;
      samples = 0;
    }
  }
}
