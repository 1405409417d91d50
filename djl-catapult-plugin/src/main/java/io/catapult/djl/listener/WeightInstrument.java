/*
 * Copyright 2026 The djl-catapult authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.catapult.djl.listener;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.catapult.djl.autodiff.Aten;
import io.catapult.djl.autodiff.ModelView;
import io.catapult.djl.autodiff.ParameterInfo;
import io.catapult.djl.trace.Quantity;

/** Norms of the weights. Memory: a copy of the weights at the start. */
final class WeightInstrument implements AutoCloseable {

  private final ModelView model;
  private final NDManager manager;
  private final NDArray start;
  private final long outputLayerFrom;
  private final long outputLayerTo;

  WeightInstrument(ModelView model) {
    this.model = model;
    this.manager = NDManager.newBaseManager(model.device(), "PyTorch");
    this.start = model.flatParameters(manager);
    long from = 0;
    long to = 0;
    for (ParameterInfo parameter : model.parameters()) {
      if (parameter.shape().dimension() >= 2) {
        from = parameter.offset();
        to = from + parameter.size();
      }
    }
    this.outputLayerFrom = from;
    this.outputLayerTo = to;
  }

  /** Measures at the present weights; the output layer is the last parameter that is a matrix. */
  void measure(Values into) {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray now = model.flatParameters(scratch);
      if (outputLayerTo > outputLayerFrom) {
        NDArray layer = now.get("{}:{}", outputLayerFrom, outputLayerTo);
        into.put(Quantity.OUTPUT_LAYER_NORM, norm(layer));
      }
      into.put(Quantity.PARAMETER_NORM, norm(now));
      into.put(Quantity.PARAMETER_DISTANCE, norm(now.subi(start)));
    }
  }

  private static double norm(NDArray array) {
    return Aten.numbers(array.norm())[0];
  }

  @Override
  public void close() {
    manager.close();
  }
}
