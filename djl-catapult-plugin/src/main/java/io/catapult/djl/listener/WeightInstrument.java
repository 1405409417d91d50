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
import io.catapult.djl.kernel.OutputLayer;
import io.catapult.djl.trace.Quantity;

/** Norms of the weights. Memory: a copy of the weights at the start. */
final class WeightInstrument implements AutoCloseable {

  private final ModelView model;
  private final NDManager manager;
  private final NDArray start;
  private final ParameterInfo outputLayer;

  /**
   * @param layer the output layer, or null where the network has none: then the last parameter that
   *     is a matrix or more counts as one
   */
  WeightInstrument(ModelView model, OutputLayer layer) {
    this.model = model;
    this.manager = NDManager.newBaseManager(model.device(), "PyTorch");
    this.start = model.flatParameters(manager);
    this.outputLayer = layer == null ? lastMatrix(model) : layer.weight();
  }

  private static ParameterInfo lastMatrix(ModelView model) {
    return model.parameters().stream()
        .filter(parameter -> parameter.shape().dimension() >= 2)
        .reduce((before, last) -> last)
        .orElse(null);
  }

  /** Measures at the present weights. */
  void measure(Values into) {
    try (NDManager scratch = NDManager.newBaseManager(model.device(), "PyTorch")) {
      NDArray now = model.flatParameters(scratch);
      if (outputLayer != null) {
        long from = outputLayer.offset();
        NDArray layer = now.get("{}:{}", from, from + outputLayer.size());
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
